// Mistake: dB alone is added up from call to call
// Seen: grows: slowly at first, because only the biases run away
// Seen: memory: a second backward pass returns a different dB
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	dB := outputError.SumAxis0()
	if l.BiasesError != nil {
		dB = dB.Add(l.BiasesError)
	}
	l.WeightsError, l.BiasesError = l.Input.T().Dot(outputError), dB
	return outputError.Dot(l.Weights.T())
}
