// Mistake: e^x is not divided by its sum
// Seen: numbers: some probabilities are above 1
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, input.Apply(math.Exp)
	return l.Output
}
