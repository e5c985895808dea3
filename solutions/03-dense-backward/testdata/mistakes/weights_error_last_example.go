// Mistake: dW includes only the last example, because each product overwrites the sum so far
// Seen: slow: loss falls as if the learning rate were 64 times smaller, with batches of 64
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = given.NewMatrix(l.Weights.Rows, l.Weights.Cols)
	for r := range l.Input.Rows {
		for i := range l.Weights.Rows {
			for j := range l.Weights.Cols {
				l.WeightsError.Set(i, j, l.Input.At(r, i)*outputError.At(r, j))
			}
		}
	}
	l.BiasesError = outputError.SumAxis0()
	return outputError.Dot(l.Weights.T())
}
