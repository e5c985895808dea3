// Mistake: dW is the mean over the batch: it is divided by n a second time
// Seen: slow: loss falls as if the learning rate were 64 times smaller, with batches of 64
// Seen: gradient: the weight gradient is too small; the factor is the number of examples
package dense

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	l.WeightsError = l.Input.T().Dot(outputError).ScaledBy(1 / float64(l.Input.Rows))
	l.BiasesError = outputError.SumAxis0()
	return outputError.Dot(l.Weights.T())
}
