// Mistake: Input is still that of the call before
// Seen: panics: the shapes of a product do not fit in the last, smaller batch
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	if l.Input == nil {
		l.Input = input
	}
	l.Output = input.Dot(l.Weights).AddToRows(l.Biases)
	return l.Output
}
