// Mistake: the biases are added only to the first example
// Seen: gradient: only the bias gradient is wrong; the loss still falls
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, input.Dot(l.Weights)
	for j, b := range l.Biases.Row(0) {
		l.Output.Data[j] += b
	}
	return l.Output
}
