// Mistake: the output keeps the number of rows of the previous call, but this batch is larger
// Seen: panics: shapes differ at the first batch of a different size, or when all data is predicted
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input = input
	if l.Output == nil {
		l.Output = given.NewMatrix(input.Rows, l.NUnits)
	}
	copy(l.Output.Data, input.Dot(l.Weights).AddToRows(l.Biases).Data)
	return l.Output
}
