// Mistake: S - dY: that is softmax and cross-entropy derived together, with dY taken for labels
// Seen: nan: in the first epoch
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return l.Output.Subtract(outputError)
}
