// Mistake: the sign is wrong: it is the derivative by Y*, not by Y
package losses

func (MeanSquaredError) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	return yTrue.Sub(yPred).Scale(2 / float64(len(yTrue.Data)))
}
