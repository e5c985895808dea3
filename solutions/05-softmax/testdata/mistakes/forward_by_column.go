// Mistake: each column sums to 1, not each row: an example is a row
// Seen: nan: in the second epoch
// Seen: numbers: the probabilities of an example do not have the sum 1
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
