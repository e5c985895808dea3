// Mistake: y* - y: that is softmax and loss derived together; softmax is derived on its own
package losses

func (CategoricalCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	return yPred.Sub(yTrue).Scale(1 / float64(yTrue.Rows))
}
