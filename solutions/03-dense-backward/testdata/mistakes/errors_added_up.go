// Mistake: the errors are added up from call to call
// Seen: grows: the first epoch is good, then the loss rises without end
// Seen: memory: a second backward pass returns another gradient than the first
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	dW, dB := l.Input.T().Dot(outputError), outputError.SumAxis0()
	if l.WeightsError != nil {
		dW, dB = dW.Add(l.WeightsError), dB.Add(l.BiasesError)
	}
	l.WeightsError, l.BiasesError = dW, dB
	return outputError.Dot(l.Weights.T())
}
