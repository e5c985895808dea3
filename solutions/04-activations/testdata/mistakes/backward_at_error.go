// Mistake: the derivative is evaluated at the output error, not at the input X
// Seen: stuck: loss stays at 2.303 (ln 10) with ReLU, but falls with tanh
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return outputError.Multiply(l.Derivative(outputError))
}
