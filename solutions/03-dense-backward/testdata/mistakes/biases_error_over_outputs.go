// Mistake: dB is summed over the outputs, not over the examples
// Seen: panics: shapes differ at the update of the biases, or in the next AddToRows
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = l.Input.T().Dot(outputError)
	l.BiasesError = outputError.T().SumAxis0()
	return outputError.Dot(l.Weights.T())
}
