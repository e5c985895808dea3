// Mistake: the weights are transposed: w_ij leads from input i to unit j
// Seen: panics: the shapes of a product do not fit; with square matrices nothing complains
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, input.Dot(l.Weights.T()).AddToRows(l.Biases)
	return l.Output
}
