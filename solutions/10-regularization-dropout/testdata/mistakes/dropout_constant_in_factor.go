// Mistake, unnamed: a small constant is added to 1 - p, against a division by 0
// Seen: unseen
package regularization

func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	if !training {
		return input
	}
	l.Mask = input.Apply(func(float64) float64 {
		if l.Rng.Float64() < l.Rate {
			return 0
		}
		return 1 / (1 - l.Rate + 1e-10)
	})
	return input.Multiply(l.Mask)
}
