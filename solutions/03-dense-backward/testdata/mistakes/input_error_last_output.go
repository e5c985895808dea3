// Mistake: each product replaces the sum of those before it: only the last output counts
// Seen: gradient: that of the input has one term of its sum, that of the last output
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = l.Input.T().Dot(outputError)
	l.BiasesError = outputError.SumAxis0()
	inputError = given.NewMatrix(l.Input.Rows, l.Input.Cols)
	for r := range l.Input.Rows {
		for i := range l.Weights.Rows {
			for j := range l.Weights.Cols {
				inputError.Set(r, i, outputError.At(r, j)*l.Weights.At(i, j))
			}
		}
	}
	return inputError
}
