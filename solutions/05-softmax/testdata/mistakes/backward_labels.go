// Mistake: S - dY: that is softmax and cross-entropy derived together, with dY taken for the labels
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	return l.Output.Sub(outputError)
}
