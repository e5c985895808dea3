// Mistake: Input is not set, and backward propagation will not know X
// Seen: panics: nil pointer dereference on the way back
package activations

func (l *ActivationLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Output = l.ActivationFunction(input)
	return l.Output
}
