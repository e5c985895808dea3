// Mistake: as many elements are dropped in every call: each is to be dropped or not by itself
// Seen: unseen: it learns as it should
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
