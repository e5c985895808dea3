// Mistake: the derivative is taken at the output Y, not at the input X
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return outputError.Mul(l.Derivative(l.Output))
}
