// Mistake: an x that is 0 itself is treated as dropped
// Seen: unseen: no effect after a ReLU, because the slope there is 0 as well
package regularization

func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	if !training {
		return input
	}
	output = input.Apply(func(x float64) float64 {
		if l.Rng.Float64() < l.Rate {
			return 0
		}
		return x / (1 - l.Rate)
	})
	l.Mask = output.Apply(func(y float64) float64 {
		if y == 0 {
			return 0
		}
		return 1 / (1 - l.Rate)
	})
	return output
}
