// Mistake: the true positives are divided by the false ones alone
// Seen: numbers: precision is above 1
package metrics

func Precision(counts [][]int, k int) float64 {
	sum := -counts[k][k]
	for t := range counts {
		sum += counts[t][k]
	}
	if sum == 0 {
		return 0
	}
	return float64(counts[k][k]) / float64(sum)
}
