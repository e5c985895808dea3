// Right: dW and dB are sums over the errors of single examples
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError, l.BiasesError = l.Weights.ScaledBy(0), given.NewMatrix(1, outputError.Cols)
	var rows [][]float64
	for r := range outputError.Rows {
		x, dy := given.MatrixOf(l.Input.Row(r)), given.MatrixOf(outputError.Row(r))
		l.WeightsError = l.WeightsError.Add(x.T().Dot(dy))
		l.BiasesError = l.BiasesError.Add(dy)
		rows = append(rows, dy.Dot(l.Weights.T()).Row(0))
	}
	return given.MatrixOf(rows...)
}
