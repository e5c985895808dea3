// Mistake: dB is a sum over the outputs, not over the examples
// Seen: panics: shapes differ at the update of the biases, or at the next AddRow
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = l.Input.T().MatMul(outputError)
	l.BiasesError = outputError.T().SumRows()
	return outputError.MatMul(l.Weights.T())
}
