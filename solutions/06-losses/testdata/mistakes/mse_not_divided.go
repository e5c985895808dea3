// Mistake: the squares are added up, but not divided by their number
package losses

func (MeanSquaredError) Loss(yTrue, yPred *given.Matrix) float64 {
	d := yPred.Sub(yTrue)
	sum := 0.0
	for _, e := range d.Mul(d).Data {
		sum += e
	}
	return sum
}
