// Mistake: each product overwrites the sum so far, so only the last input counts
// Seen: stuck: loss stays near 2.303 (ln 10): only the last pixel counts, and it is always 0
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, given.NewMatrix(input.Rows, l.NUnits)
	for r := range input.Rows {
		for j := range l.NUnits {
			for i := range l.InputShape {
				l.Output.Set(r, j, l.Biases.At(0, j)+input.At(r, i)*l.Weights.At(i, j))
			}
		}
	}
	return l.Output
}
