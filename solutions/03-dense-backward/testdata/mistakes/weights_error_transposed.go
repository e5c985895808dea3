// Mistake: dW is transposed: (out, in) instead of (in, out)
// Seen: panics: the optimizer reports different shapes for the weights and their gradient
// Seen: gradient: the weight gradient of a square W agrees if it is transposed
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = outputError.T().Dot(l.Input)
	l.BiasesError = outputError.SumAxis0()
	return outputError.Dot(l.Weights.T())
}
