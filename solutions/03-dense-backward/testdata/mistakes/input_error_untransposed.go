// Mistake: dX is dY·W, without the transpose
// Seen: panics: the shapes of a product do not fit; with square matrices nothing complains
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = l.Input.T().MatMul(outputError)
	l.BiasesError = outputError.SumRows()
	return outputError.MatMul(l.Weights)
}
