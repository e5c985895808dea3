// Mistake: the second call drops the same elements as the first
// Seen: unseen: loss falls as usual; every batch drops the same elements
package regularization

func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	if !training {
		return input
	}
	if l.Mask == nil || len(l.Mask.Data) != len(input.Data) {
		l.Mask = input.Apply(func(float64) float64 {
			if l.Rng.Float64() < l.Rate {
				return 0
			}
			return 1 / (1 - l.Rate)
		})
	}
	return input.Multiply(l.Mask)
}
