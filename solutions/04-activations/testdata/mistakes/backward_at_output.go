// Mistake: the derivative is evaluated at the output Y, not at the input X
// Seen: nan: NaN in epoch 4, with a sigmoid output layer
// Seen: gradient: the gradient is right for ReLU, wrong for sigmoid and tanh
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return outputError.Multiply(l.Derivative(l.Output))
}
