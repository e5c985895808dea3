// Mistake: the derivative is taken at the output error, not at the input X
// Seen: stuck: a network with ReLU stays at ln 10, one with tanh learns
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return outputError.Multiply(l.Derivative(outputError))
}
