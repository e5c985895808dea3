// Mistake: dB has one row per example, although all examples share B
// Seen: panics: the optimizer reports different shapes for the biases and their gradient
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = l.Input.T().Dot(outputError)
	l.BiasesError = outputError
	return outputError.Dot(l.Weights.T())
}
