// Mistake: precision and recall are swapped: the divisor is the sum of a row
// Seen: numbers: precision and recall are swapped
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
