// Mistake: only the Jacobian's diagonal, the slide's f(x)(1 - f(x)): s_j depends on every x_i
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	s := l.Output
	return outputError.Mul(s.Map(func(s float64) float64 { return s * (1 - s) }))
}
