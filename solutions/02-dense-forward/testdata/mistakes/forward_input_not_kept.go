// Mistake: Input is not set, so the backward pass has no X
// Seen: panics: nil pointer dereference in the backward pass
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Output = input.Dot(l.Weights).AddToRows(l.Biases)
	return l.Output
}
