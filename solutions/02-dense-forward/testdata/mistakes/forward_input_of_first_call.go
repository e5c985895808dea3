// Mistake: Input still holds the X of the previous call
// Seen: panics: the shapes of a product do not match in the last, smaller batch
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	if l.Input == nil {
		l.Input = input
	}
	l.Output = input.Dot(l.Weights).AddToRows(l.Biases)
	return l.Output
}
