// Mistake: all signs are turned round
// Seen: grows: it jumps up within two epochs and stays there
// Seen: gradient: everywhere right but for the sign
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
