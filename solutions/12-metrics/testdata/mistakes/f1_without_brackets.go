// Mistake: the sum below the line needs brackets: only P divides
// Seen: numbers: an F1 above 1: three times the recall
package metrics

func F1(counts [][]int, k int) float64 {
	P, R := Precision(counts, k), Recall(counts, k)
	if P+R == 0 {
		return 0
	}
	return 2*P*R/P + R
}
