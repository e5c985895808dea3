// Mistake: dW is the transpose of what it should be: (out, in) in place of (in, out)
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = outputError.T().MatMul(l.Input)
	l.BiasesError = outputError.SumRows()
	return outputError.MatMul(l.Weights.T())
}
