// Mistake: the sum lacks its factor s_i
// Seen: grows: loss jumps up within two epochs and stays there
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	dX := outputError.Clone()
	for r := range dX.Rows {
		s, dx, sum := l.Output.Row(r), dX.Row(r), 0.0
		for j := range s {
			sum += dx[j] * s[j]
		}
		for i := range s {
			dx[i] = s[i]*dx[i] - sum
		}
	}
	return dX
}
