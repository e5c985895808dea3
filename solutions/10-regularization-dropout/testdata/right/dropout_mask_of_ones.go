// Right: Mask is only 0 or 1, and both passes divide by 1 - p
package regularization

func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	if !training {
		return input
	}
	l.Mask = input.Apply(func(float64) float64 {
		if l.Rng.Float64() < l.Rate {
			return 0
		}
		return 1
	})
	return input.Multiply(l.Mask).ScaledBy(1 / (1 - l.Rate))
}

func (l *Dropout) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	return outputError.Multiply(l.Mask).ScaledBy(1 / (1 - l.Rate))
}
