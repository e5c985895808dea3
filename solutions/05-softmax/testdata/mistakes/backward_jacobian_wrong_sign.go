// Mistake: the elements off the diagonal have the wrong sign: if x_j grows, the other s_i shrink
// Seen: grows: it jumps up within two epochs and stays there
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	dX := given.NewMatrix(outputError.Rows, outputError.Cols)
	for r := range dX.Rows {
		s := l.Output.Row(r)
		for i := range s {
			for j := range s {
				if i == j {
					dX.Row(r)[i] += outputError.At(r, j) * s[i] * (1 - s[i])
				} else {
					dX.Row(r)[i] += outputError.At(r, j) * s[i] * s[j]
				}
			}
		}
	}
	return dX
}
