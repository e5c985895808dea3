// Mistake: y* - y: that is sigmoid and loss derived together; the sigmoid is derived on its own
package losses

func (BinaryCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	return yPred.Sub(yTrue).Scale(1 / float64(len(yTrue.Data)))
}
