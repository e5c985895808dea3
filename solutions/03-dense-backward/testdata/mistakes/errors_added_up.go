// Mistake: the gradients accumulate from call to call
// Seen: grows: loss is good after the first epoch, then rises without end
// Seen: memory: a second backward pass returns a different gradient from the first
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	dW, dB := l.Input.T().Dot(outputError), outputError.SumAxis0()
	if l.WeightsError != nil {
		dW, dB = dW.Add(l.WeightsError), dB.Add(l.BiasesError)
	}
	l.WeightsError, l.BiasesError = dW, dB
	return outputError.Dot(l.Weights.T())
}
