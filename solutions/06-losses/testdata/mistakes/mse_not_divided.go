// Mistake: the squares are added up, but not divided by their number
// Seen: numbers: the loss is in the thousands, and twice that with twice the examples
package losses

func (MeanSquaredError) Loss(yTrue, yPred *given.Matrix) float64 {
	d := yPred.Subtract(yTrue)
	sum := 0.0
	for _, e := range d.Multiply(d).Data {
		sum += e
	}
	return sum
}
