// Mistake: the biases are added by row: one per example instead of one per unit
// Seen: panics: index out of range, if a batch has more examples than the layer has units
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, input.Dot(l.Weights)
	for i := range l.Output.Data {
		l.Output.Data[i] += l.Biases.Data[i/l.NUnits]
	}
	return l.Output
}
