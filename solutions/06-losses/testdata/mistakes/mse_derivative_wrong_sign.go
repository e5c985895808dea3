// Mistake: the sign is wrong, as in the derivative with respect to Y
// Seen: nan: NaN in the first epoch
// Seen: gradient: every derivative has the wrong sign
package losses

func (MeanSquaredError) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	return yTrue.Subtract(yPred).ScaledBy(2 / float64(len(yTrue.Data)))
}
