// Mistake: a call remembers the one before
// Seen: nan: in the third or fourth epoch, after good ones
// Seen: memory: the gradient is right in the first call only
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
