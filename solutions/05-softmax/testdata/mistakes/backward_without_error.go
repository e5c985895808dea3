// Mistake: dY is left out, and s(1 - s) is only the diagonal of the Jacobian
// Seen: grows: it jumps up within two epochs and stays there
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return l.Output.Apply(func(s float64) float64 { return s * (1 - s) })
}
