// Mistake: elements are dropped in prediction, too
// Seen: regularization: with dropout, two predictions for the same example differ
package regularization

func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	l.Mask = input.Apply(func(float64) float64 {
		if l.Rng.Float64() < l.Rate {
			return 0
		}
		return 1 / (1 - l.Rate)
	})
	return input.Multiply(l.Mask)
}
