// Mistake: the factors are exchanged: WX in place of XW
// Seen: panics: the shapes of a product do not fit; with square matrices nothing complains
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, l.Weights.Dot(input).AddToRows(l.Biases)
	return l.Output
}
