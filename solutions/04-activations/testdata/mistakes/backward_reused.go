// Mistake: each call writes into the matrix that the previous call returned
// Seen: unseen
package activations

var buffer *given.Matrix

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	if buffer == nil || buffer.Rows != outputError.Rows || buffer.Cols != outputError.Cols {
		buffer = given.NewMatrix(outputError.Rows, outputError.Cols)
	}
	copy(buffer.Data, outputError.Multiply(l.Derivative(l.Input)).Data)
	return buffer
}
