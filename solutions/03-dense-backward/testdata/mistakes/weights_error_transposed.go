// Mistake: dW is the transpose of what it should be: (out, in) in place of (in, out)
// Seen: panics: the optimizer says that the weights and their gradient differ in shape
// Seen: gradient: that of a square W agrees if it is transposed
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = outputError.T().Dot(l.Input)
	l.BiasesError = outputError.SumAxis0()
	return outputError.Dot(l.Weights.T())
}
