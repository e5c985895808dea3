// Mistake: k is ignored: the class is always 1
// Seen: numbers: all classes have the same precision and the same recall
package metrics

func Precision(counts [][]int, k int) float64 {
	sum := 0
	for t := range counts {
		sum += counts[t][1]
	}
	if sum == 0 {
		return 0
	}
	return float64(counts[1][1]) / float64(sum)
}

func Recall(counts [][]int, k int) float64 {
	sum := 0
	for _, n := range counts[1] {
		sum += n
	}
	if sum == 0 {
		return 0
	}
	return float64(counts[1][1]) / float64(sum)
}
