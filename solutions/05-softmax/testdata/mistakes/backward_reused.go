// Mistake: each call writes into the matrix that the previous call returned
// Seen: unseen
package softmax

var buffer *given.Matrix

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	if buffer == nil || buffer.Rows != outputError.Rows || buffer.Cols != outputError.Cols {
		buffer = given.NewMatrix(outputError.Rows, outputError.Cols)
	}
	for r := range outputError.Rows {
		s, dy, mean := l.Output.Row(r), outputError.Row(r), 0.0
		for j, d := range dy {
			mean += d * s[j]
		}
		for i, d := range dy {
			buffer.Row(r)[i] = s[i] * (d - mean)
		}
	}
	return buffer
}
