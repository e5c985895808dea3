// Right: every product is the transpose of the transposed product
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	dYT := outputError.T()
	l.BiasesError = dYT.Dot(given.NewMatrix(outputError.Rows, 1).Apply(func(float64) float64 { return 1 })).T()
	l.WeightsError = dYT.Dot(l.Input).T()
	return l.Weights.Dot(dYT).T()
}
