// Mistake: dX is multiplied by the mask alone: its factor 1/(1 - p) is left out
package regularization

func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	if !training {
		return input
	}
	l.Mask = input.Map(func(float64) float64 {
		if l.Rng.Float64() < l.Rate {
			return 0
		}
		return 1
	})
	return input.Mul(l.Mask).Scale(1 / (1 - l.Rate))
}

func (l *Dropout) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	return outputError.Mul(l.Mask)
}
