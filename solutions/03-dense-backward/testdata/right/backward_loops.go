// Right: one loop nest adds to all three errors
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	X, W := l.Input, l.Weights
	dX, dW, dB := given.NewMatrix(X.Rows, X.Cols), given.NewMatrix(W.Rows, W.Cols), given.NewMatrix(1, W.Cols)
	for r := range X.Rows {
		for j, dy := range outputError.Row(r) {
			dB.Data[j] += dy
			for i, x := range X.Row(r) {
				dW.Row(i)[j] += x * dy
				dX.Row(r)[i] += W.At(i, j) * dy
			}
		}
	}
	l.WeightsError, l.BiasesError = dW, dB
	return dX
}
