// Right: each probability is 1/Σ e^(x_j - x_i), where infinity is right
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	S := input.Clone()
	for r := range S.Rows {
		for i, x := range input.Row(r) {
			sum := 0.0
			for _, other := range input.Row(r) {
				sum += math.Exp(other - x)
			}
			S.Row(r)[i] = 1 / sum
		}
	}
	l.Input, l.Output = input, S
	return S
}
