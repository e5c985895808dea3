// Mistake: the true positives are divided by the number of all examples
// Seen: numbers: the recalls of all classes sum to the accuracy
package metrics

func Recall(counts [][]int, k int) float64 {
	sum := 0
	for _, row := range counts {
		for _, n := range row {
			sum += n
		}
	}
	if sum == 0 {
		return 0
	}
	return float64(counts[k][k]) / float64(sum)
}
