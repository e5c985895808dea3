// Mistake: the factors are swapped: WX instead of XW
// Seen: panics: the shapes of a product do not match; with square matrices there is no panic
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, l.Weights.Dot(input).AddToRows(l.Biases)
	return l.Output
}
