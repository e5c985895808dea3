// Mistake: the matrix product is taken in place of the elementwise one
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return outputError.MatMul(l.Derivative(l.Input))
}
