// Mistake: the weights are transposed, although w_ij connects input i to unit j
// Seen: panics: the shapes of a product do not match; with square matrices there is no panic
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, input.Dot(l.Weights.T()).AddToRows(l.Biases)
	return l.Output
}
