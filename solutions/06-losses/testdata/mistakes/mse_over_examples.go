// Mistake: the sum is divided by the number of examples, not by the number of all elements
// Seen: numbers: loss is twice as large with twice as many outputs
package losses

func (MeanSquaredError) Loss(yTrue, yPred *given.Matrix) float64 {
	d := yPred.Subtract(yTrue)
	sum := 0.0
	for _, e := range d.Multiply(d).Data {
		sum += e
	}
	return sum / float64(yTrue.Rows)
}
