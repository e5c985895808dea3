// Right: the mean squared error with matrix operations
package losses

func (MeanSquaredError) Loss(yTrue, yPred *given.Matrix) float64 {
	d := yTrue.Subtract(yPred)
	mean := 0.0
	for _, s := range d.Multiply(d).Data {
		mean += s / float64(len(d.Data))
	}
	return mean
}

func (MeanSquaredError) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	return yTrue.Subtract(yPred).ScaledBy(-2).ScaledBy(1 / float64(yTrue.Rows*yTrue.Cols))
}
