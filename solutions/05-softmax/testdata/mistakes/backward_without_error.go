// Mistake: dY is left out: dX is s(1 - s), the diagonal of the Jacobian
// Seen: grows: loss jumps up within two epochs and stays there
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return l.Output.Apply(func(s float64) float64 { return s * (1 - s) })
}
