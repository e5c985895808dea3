// Mistake: only the first output of each example is compared
// Seen: gradient: finite differences are 0 for all outputs except the first
package losses

func (MeanSquaredError) Loss(yTrue, yPred *given.Matrix) float64 {
	sum := 0.0
	for r := range yTrue.Rows {
		d := yTrue.At(r, 0) - yPred.At(r, 0)
		sum += d * d
	}
	return sum / float64(yTrue.Rows)
}
