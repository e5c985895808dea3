// Mistake: the sum adds up dY alone, without the factors s_j
// Seen: nan: NaN in the first epoch
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	dX := outputError.Clone()
	for r := range dX.Rows {
		s, dx, sum := l.Output.Row(r), dX.Row(r), 0.0
		for j := range s {
			sum += dx[j]
		}
		for i := range s {
			dx[i] = s[i] * (dx[i] - sum)
		}
	}
	return dX
}
