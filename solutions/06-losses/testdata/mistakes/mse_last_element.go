// Mistake: each square overwrites the sum so far, so only the last element counts
// Seen: numbers: loss is far too small, and changes with the order of the examples
package losses

func (MeanSquaredError) Loss(yTrue, yPred *given.Matrix) float64 {
	sum := 0.0
	for i, y := range yTrue.Data {
		d := yPred.Data[i] - y
		sum = d * d
	}
	return sum / float64(len(yTrue.Data))
}
