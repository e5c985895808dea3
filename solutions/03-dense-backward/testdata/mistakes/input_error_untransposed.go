// Mistake: dX is dY·W without the transpose
// Seen: panics: the shapes of a product do not match; with square matrices there is no panic
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = l.Input.T().Dot(outputError)
	l.BiasesError = outputError.SumAxis0()
	return outputError.Dot(l.Weights)
}
