// Mistake: nothing is subtracted before e^x is computed, and e^1000 is infinite
// Seen: nan: NaN as soon as an input is above 709
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	S := input.Apply(math.Exp)
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
