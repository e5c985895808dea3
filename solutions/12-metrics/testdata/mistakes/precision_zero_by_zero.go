// Mistake: 0 is divided by 0 for a class without predictions or examples
// Seen: nan: the precision of a class that is never predicted is NaN
package metrics

func Precision(counts [][]int, k int) float64 {
	sum := 0
	for t := range counts {
		sum += counts[t][k]
	}
	return float64(counts[k][k]) / float64(sum)
}
