// Mistake: Input is not set, so the backward pass has no X
// Seen: panics: nil pointer dereference in the backward pass
package activations

func (l *ActivationLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Output = l.ActivationFunction(input)
	return l.Output
}
