// Mistake: y* - y combines the derivatives of softmax and loss, but softmax has its own
// Seen: slow: loss is 0.43 after 24 epochs instead of 0.17
package losses

func (CategoricalCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	return yPred.Subtract(yTrue).ScaledBy(1 / float64(yTrue.Rows))
}
