// Unnamed: two rows are compared as a whole
package metrics

func Accuracy(yTrue, yPred *given.Matrix) float64 {
	right := 0
	for i := range yTrue.Rows {
		if slices.Equal(yTrue.Row(i), yPred.Row(i)) {
			right++
		}
	}
	return float64(right) / float64(yTrue.Rows)
}
