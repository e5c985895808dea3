// Mistake: the search for the largest x starts at 0, above every x of a negative row
// Seen: nan: NaN as soon as all inputs of an example are below -745
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	S := input.Clone()
	for r := range S.Rows {
		largest, sum := 0.0, 0.0
		for _, x := range S.Row(r) {
			if x > largest {
				largest = x
			}
		}
		for i, x := range S.Row(r) {
			S.Row(r)[i] = math.Exp(x - largest)
			sum += S.Row(r)[i]
		}
		for i := range S.Row(r) {
			S.Row(r)[i] /= sum
		}
	}
	l.Input, l.Output = input, S
	return S
}
