// Mistake: a call uses values of an earlier one
// Seen: nan: NaN in the third or fourth epoch, after good epochs
// Seen: memory: the gradient is right only in the first call
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	S := input.Clone()
	for r := range S.Rows {
		s, largest, sum := S.Row(r), math.Inf(-1), 0.0
		for _, x := range s {
			largest = max(largest, x)
		}
		for i, x := range s {
			s[i] = math.Exp(x - largest)
			sum += s[i]
		}
		for i := range s {
			s[i] /= sum
		}
	}
	if l.Output == nil {
		l.Input, l.Output = input, S
	}
	return S
}
