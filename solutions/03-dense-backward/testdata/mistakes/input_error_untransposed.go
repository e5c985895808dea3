// Mistake: dX is dY·W, without the transpose
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = l.Input.T().MatMul(outputError)
	l.BiasesError = outputError.SumRows()
	return outputError.MatMul(l.Weights)
}
