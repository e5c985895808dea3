// Mistake: true negatives are counted: that is an accuracy
// Seen: numbers: a class that is never found has a recall of 0.9, with ten classes
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
