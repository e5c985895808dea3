// Mistake: F1 is the arithmetic mean of precision and recall, not the harmonic one
package metrics

func F1(counts [][]int, k int) float64 {
	return (Precision(counts, k) + Recall(counts, k)) / 2
}
