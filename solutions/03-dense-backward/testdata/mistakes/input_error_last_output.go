// Mistake: each product overwrites the sum so far, so only the last output counts
// Seen: gradient: the input gradient has only one term of its sum, for the last output
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
