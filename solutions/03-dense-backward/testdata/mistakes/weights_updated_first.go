// Mistake: STEP 4 is done here too: the weights are changed
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = l.Input.T().MatMul(outputError)
	l.BiasesError = outputError.SumRows()
	dX := outputError.MatMul(l.Weights.T())
	for i, dw := range l.WeightsError.Data {
		l.Weights.Data[i] -= 0.01 * dw
	}
	return dX
}
