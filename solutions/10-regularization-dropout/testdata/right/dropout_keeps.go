// Right: an element is kept if the draw is p or more, and the draws go down the columns
package regularization

func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	if !training {
		return input.Clone()
	}
	l.Mask = given.NewMatrix(input.Rows, input.Cols)
	for j := range input.Cols {
		for i := range input.Rows {
			if l.Rng.Float64() >= l.Rate {
				l.Mask.Set(i, j, 1/(1-l.Rate))
			}
		}
	}
	return l.Mask.Multiply(input)
}
