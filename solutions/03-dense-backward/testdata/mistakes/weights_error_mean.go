// Mistake: dW is the mean over the batch: it is divided by n a second time
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = l.Input.T().MatMul(outputError).Scale(1 / float64(l.Input.Rows))
	l.BiasesError = outputError.SumRows()
	return outputError.MatMul(l.Weights.T())
}
