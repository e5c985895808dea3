// Mistake: true negatives are counted, as in an accuracy
// Seen: numbers: recall is 0.9 for a class that is never found, with ten classes
package metrics

func Recall(counts [][]int, k int) float64 {
	right, all := 0, 0
	for t, row := range counts {
		for p, n := range row {
			all += n
			if t == k && p == k || t != k && p != k {
				right += n
			}
		}
	}
	return float64(right) / float64(all)
}
