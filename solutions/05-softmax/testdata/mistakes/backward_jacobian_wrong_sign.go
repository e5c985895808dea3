// Mistake: the off-diagonal elements are positive, although the other s_i shrink when x_j grows
// Seen: grows: loss jumps up within two epochs and stays there
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
