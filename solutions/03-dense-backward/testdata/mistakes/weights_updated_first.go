// Mistake: STEP 4 is done here too: the weights are changed
// Seen: memory: the weights are others after the backward pass; the loss falls all the same
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = l.Input.T().Dot(outputError)
	l.BiasesError = outputError.SumAxis0()
	dX := outputError.Dot(l.Weights.T())
	for i, dw := range l.WeightsError.Data {
		l.Weights.Data[i] -= 0.01 * dw
	}
	return dX
}
