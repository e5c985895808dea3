// Mistake, unnamed: with rate 0 the layer returns its input and makes no mask
// Seen: panics: in the backward pass, if a search also tries the rate 0
package regularization

func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	if !training || l.Rate == 0 {
		return input
	}
	l.Mask = input.Apply(func(float64) float64 {
		if l.Rng.Float64() < l.Rate {
			return 0
		}
		return 1 / (1 - l.Rate)
	})
	return input.Multiply(l.Mask)
}
