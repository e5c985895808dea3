// Mistake: each call writes into the matrix that the previous call returned
// Seen: unseen
package dense

var buffer *given.Matrix

func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	X := l.Input
	if buffer == nil || buffer.Rows != X.Rows || buffer.Cols != X.Cols {
		buffer = given.NewMatrix(X.Rows, X.Cols)
	}
	copy(buffer.Data, outputError.Dot(l.Weights.T()).Data)
	l.WeightsError = X.T().Dot(outputError)
	l.BiasesError = outputError.SumAxis0()
	return buffer
}
