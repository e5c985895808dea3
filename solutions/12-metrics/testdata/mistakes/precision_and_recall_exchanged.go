// Mistake: precision and recall are exchanged: this divides by the sum of a row
// Seen: numbers: precision has the place of recall, and recall that of precision
package metrics

func Precision(counts [][]int, k int) float64 {
	sum := 0
	for _, n := range counts[k] {
		sum += n
	}
	if sum == 0 {
		return 0
	}
	return float64(counts[k][k]) / float64(sum)
}

func Recall(counts [][]int, k int) float64 {
	sum := 0
	for t := range counts {
		sum += counts[t][k]
	}
	if sum == 0 {
		return 0
	}
	return float64(counts[k][k]) / float64(sum)
}
