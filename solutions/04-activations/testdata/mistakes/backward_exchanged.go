// Mistake: X and the output error are swapped, so the derivative is evaluated at the wrong one
// Seen: gradient: after a ReLU, the input gradient has the sign of X instead of the sign of dY
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return l.Derivative(outputError).Multiply(l.Input)
}
