// Mistake: every element of dX has the opposite sign
// Seen: grows: loss jumps up within two epochs and stays there
// Seen: gradient: every derivative has the wrong sign
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	dX := outputError.Clone()
	for r := range dX.Rows {
		s, dx, sum := l.Output.Row(r), dX.Row(r), 0.0
		for j := range s {
			sum += dx[j] * s[j]
		}
		for i := range s {
			dx[i] = s[i] * (sum - dx[i])
		}
	}
	return dX
}
