// Mistake: the sum of the squares is not divided by their number
// Seen: numbers: loss is in the thousands, and twice as large with twice the examples
package losses

func (MeanSquaredError) Loss(yTrue, yPred *given.Matrix) float64 {
	d := yPred.Subtract(yTrue)
	sum := 0.0
	for _, e := range d.Multiply(d).Data {
		sum += e
	}
	return sum
}
