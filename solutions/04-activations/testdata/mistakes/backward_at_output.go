// Mistake: the derivative is taken at the output Y, not at the input X
// Seen: nan: in epoch 4, with a sigmoid at the end
// Seen: gradient: right for ReLU, wrong for sigmoid and tanh
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return outputError.Multiply(l.Derivative(l.Output))
}
