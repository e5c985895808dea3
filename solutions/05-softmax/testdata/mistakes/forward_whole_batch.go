// Mistake: the whole batch sums to 1, not each row
// Seen: nan: NaN in the second epoch
// Seen: numbers: the probabilities of an example do not sum to 1
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	S, sum := input.Apply(math.Exp), 0.0
	for _, e := range S.Data {
		sum += e
	}
	l.Input, l.Output = input, S.ScaledBy(1/sum)
	return l.Output
}
