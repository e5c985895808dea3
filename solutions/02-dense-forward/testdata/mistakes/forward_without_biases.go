// Mistake: the biases are left out
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input = input
	l.Output = input.MatMul(l.Weights)
	return l.Output
}
