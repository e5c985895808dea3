// Mistake: the denominator has no parentheses, so only P divides
// Seen: numbers: F1 is above 1: three times the recall
package metrics

func F1(counts [][]int, k int) float64 {
	P, R := Precision(counts, k), Recall(counts, k)
	if P+R == 0 {
		return 0
	}
	return 2*P*R/P + R
}
