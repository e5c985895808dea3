// Mistake: dX uses only the diagonal, the slide's f(x)(1 - f(x)), but s_j depends on every x_i
// Seen: grows: loss is 2.4 in the first epoch, 13 in the second, 500 in the third
// Seen: gradient: the rows of dX do not sum to 0
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	s := l.Output
	return outputError.Multiply(s.Apply(func(s float64) float64 { return s * (1 - s) }))
}
