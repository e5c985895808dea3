// Right: F1 is 2·TP/(2·TP + FP + FN)
package metrics

func F1(counts [][]int, k int) float64 {
	TP, FP, FN := counts[k][k], 0, 0
	for i := range counts {
		if i != k {
			FP += counts[i][k]
			FN += counts[k][i]
		}
	}
	if TP == 0 {
		return 0
	}
	return float64(2*TP) / float64(2*TP+FP+FN)
}
