// Mistake: dX is divided by n, which the loss has already done
// Seen: slow: loss falls as if the learning rate were 64 times smaller, with batches of 64
// Seen: gradient: the gradient is too small; the factor is the number of examples
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	dX := outputError.Clone()
	for r := range dX.Rows {
		s, dx, sum := l.Output.Row(r), dX.Row(r), 0.0
		for j := range s {
			sum += dx[j] * s[j]
		}
		for i := range s {
			dx[i] = s[i] * (dx[i] - sum) / float64(dX.Rows)
		}
	}
	return dX
}
