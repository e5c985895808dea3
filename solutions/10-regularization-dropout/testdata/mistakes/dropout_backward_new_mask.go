// Mistake: the backward pass draws a new selection, not the one of the forward pass
// Seen: regularization: with dropout p = 0.2 the network learns badly, with p = 0.5 the loss grows
package regularization

func (l *Dropout) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	return outputError.Apply(func(dy float64) float64 {
		if l.Rng.Float64() < l.Rate {
			return 0
		}
		return dy / (1 - l.Rate)
	})
}
