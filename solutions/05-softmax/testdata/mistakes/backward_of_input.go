// Mistake: the derivative is computed from X, not from the probabilities
// Seen: nan: NaN in the first epoch
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	dX := outputError.Clone()
	for r := range dX.Rows {
		x, dx, sum := l.Input.Row(r), dX.Row(r), 0.0
		for j := range x {
			sum += dx[j] * x[j]
		}
		for i := range x {
			dx[i] = x[i] * (dx[i] - sum)
		}
	}
	return dX
}
