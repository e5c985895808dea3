// Mistake: the elements become equal, because their differences are lost before e^x is computed
// Seen: unseen: loss falls as usual, until an input is beyond 500 or -500
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	S := input.Apply(func(x float64) float64 { return math.Exp(max(-500, min(x, 500))) })
	for r := range S.Rows {
		sum := 0.0
		for _, e := range S.Row(r) {
			sum += e
		}
		for i := range S.Row(r) {
			S.Row(r)[i] /= sum
		}
	}
	l.Input, l.Output = input, S
	return S
}
