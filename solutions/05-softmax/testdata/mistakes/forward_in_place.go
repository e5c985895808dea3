// Mistake: the function changes values that it should only read
// Seen: memory: the input is changed after the call; the loss still falls
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input = input
	for r := range input.Rows {
		s, largest, sum := input.Row(r), math.Inf(-1), 0.0
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
	l.Output = input
	return input
}
