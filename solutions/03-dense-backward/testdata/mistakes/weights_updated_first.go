// Mistake: the backward pass already performs STEP 4: it changes the weights
// Seen: memory: the weights are changed after the backward pass; the loss still falls
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
