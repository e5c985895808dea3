// Mistake: dB has a row for each example, though all examples share the one B
// Seen: panics: the optimizer says that the biases and their gradient differ in shape
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = l.Input.T().Dot(outputError)
	l.BiasesError = outputError
	return outputError.Dot(l.Weights.T())
}
