// Mistake: each square replaces the sum of those before it: only the last element counts
// Seen: numbers: the loss is far too small, and another one if the examples are in another order
package losses

func (MeanSquaredError) Loss(yTrue, yPred *given.Matrix) float64 {
	sum := 0.0
	for i, y := range yTrue.Data {
		d := yPred.Data[i] - y
		sum = d * d
	}
	return sum / float64(len(yTrue.Data))
}
