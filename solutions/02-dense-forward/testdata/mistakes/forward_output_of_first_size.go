// Mistake: the output has as many rows as that of the call before: this batch is larger
// Seen: panics: shapes differ, at the first batch of another size, or when all data is predicted
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input = input
	if l.Output == nil {
		l.Output = given.NewMatrix(input.Rows, l.NUnits)
	}
	copy(l.Output.Data, input.Dot(l.Weights).AddToRows(l.Biases).Data)
	return l.Output
}
