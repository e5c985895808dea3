// Mistake: the term from the sum of the e^x has the wrong sign
// Seen: grows: loss jumps up within two epochs and stays there
// Seen: gradient: the rows of dX do not sum to 0
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	dX := outputError.Clone()
	for r := range dX.Rows {
		s, dx, sum := l.Output.Row(r), dX.Row(r), 0.0
		for j := range s {
			sum += dx[j] * s[j]
		}
		for i := range s {
			dx[i] = s[i] * (dx[i] + sum)
		}
	}
	return dX
}
