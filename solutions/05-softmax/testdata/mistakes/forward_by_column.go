// Mistake: each column sums to 1, not each row
// Seen: nan: NaN in the second epoch
// Seen: numbers: the probabilities of an example do not sum to 1
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	S := input.Apply(math.Exp)
	sums := S.SumAxis0()
	for i := range S.Data {
		S.Data[i] /= sums.Data[i%S.Cols]
	}
	l.Input, l.Output = input, S
	return S
}
