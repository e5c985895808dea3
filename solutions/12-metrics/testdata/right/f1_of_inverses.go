// Right: F1 is 1 divided by the mean of 1/P and 1/R, where 1/0 is infinite and right
package metrics

func F1(counts [][]int, k int) float64 {
	P, R := Precision(counts, k), Recall(counts, k)
	return 1 / ((1/P + 1/R) / 2)
}
