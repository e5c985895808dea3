// Mistake: every call drops the same number of elements, so they are not dropped independently
// Seen: unseen
package regularization

func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	if !training {
		return input
	}
	l.Mask = input.Apply(func(float64) float64 { return 1 / (1 - l.Rate) })
	n := len(input.Data)
	for _, i := range l.Rng.Perm(n)[:int(l.Rate*float64(n))] {
		l.Mask.Data[i] = 0
	}
	return input.Multiply(l.Mask)
}
