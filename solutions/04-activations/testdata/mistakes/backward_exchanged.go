// Mistake: X and the output error are exchanged: the derivative is taken at the wrong one
// Seen: gradient: that of the input has the sign of X in place of that of dY, after a ReLU
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return l.Derivative(outputError).Multiply(l.Input)
}
