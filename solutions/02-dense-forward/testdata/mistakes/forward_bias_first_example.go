// Mistake: only the first example gets the biases
// Seen: gradient: only that of the biases is wrong; the loss falls all the same
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, input.Dot(l.Weights)
	for j, b := range l.Biases.Row(0) {
		l.Output.Data[j] += b
	}
	return l.Output
}
