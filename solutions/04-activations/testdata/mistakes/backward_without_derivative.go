// Mistake: the derivative is left out: the output error is returned unchanged
// Seen: nan: NaN in epoch 5, with a sigmoid output layer
// Seen: gradient: the gradient is right only where the slope is 1; with ReLU or tanh the loss falls
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return outputError
}
