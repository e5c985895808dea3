// Mistake: all examples lose the same elements, because there is one selection for the whole batch
// Seen: regularization: loss jumps with dropout; with p = 0.8 it stays at 2.303 (ln 10)
package regularization

func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	if !training {
		return input
	}
	row := make([]float64, input.Cols)
	for j := range row {
		if l.Rng.Float64() >= l.Rate {
			row[j] = 1 / (1 - l.Rate)
		}
	}
	l.Mask = given.NewMatrix(input.Rows, input.Cols)
	for i := range input.Rows {
		copy(l.Mask.Row(i), row)
	}
	return input.Multiply(l.Mask)
}
