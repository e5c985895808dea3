// Mistake: the factor 2 of the square is missing
// Seen: gradient: every derivative is half of the finite difference
package losses

func (MeanSquaredError) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	return yPred.Subtract(yTrue).ScaledBy(1 / float64(len(yTrue.Data)))
}
