// Mistake: the factors are exchanged: WX in place of XW
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, l.Weights.MatMul(input).AddRow(l.Biases)
	return l.Output
}
