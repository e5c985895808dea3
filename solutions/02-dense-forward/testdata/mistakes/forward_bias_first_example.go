// Mistake: only the first example gets the biases
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, input.MatMul(l.Weights)
	for j, b := range l.Biases.Row(0) {
		l.Output.Data[j] += b
	}
	return l.Output
}
