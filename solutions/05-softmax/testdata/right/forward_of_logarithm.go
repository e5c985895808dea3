// Right: the softmax is e^(x - log Σ e^x), with the largest x outside of the logarithm
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, given.NewMatrix(input.Rows, input.Cols)
	for r := range input.Rows {
		most := math.Inf(-1)
		for _, x := range input.Row(r) {
			most = math.Max(most, x)
		}
		sum := 0.0
		for _, x := range input.Row(r) {
			sum += math.Exp(x - most)
		}
		for i, x := range input.Row(r) {
			l.Output.Set(r, i, math.Exp(x-most-math.Log(sum)))
		}
	}
	return l.Output
}
