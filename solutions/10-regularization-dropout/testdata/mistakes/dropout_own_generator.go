// Mistake: the selection does not depend on Rng alone
// Seen: settings: two trainings with the same seed differ
package regularization

func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	if !training {
		return input
	}
	l.Mask = input.Apply(func(float64) float64 {
		if rand.Float64() < l.Rate {
			return 0
		}
		return 1 / (1 - l.Rate)
	})
	return input.Multiply(l.Mask)
}
