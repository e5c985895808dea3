// Mistake: the sign is wrong: that is the derivative by Y, not by Y*
// Seen: nan: in the first epoch
// Seen: gradient: everywhere right but for the sign
package losses

func (MeanSquaredError) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	return yTrue.Subtract(yPred).ScaledBy(2 / float64(len(yTrue.Data)))
}
