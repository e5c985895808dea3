// Mistake: Input is not set, and backward propagation will not know X
// Seen: panics: nil pointer dereference on the way back
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Output = input.Dot(l.Weights).AddToRows(l.Biases)
	return l.Output
}
