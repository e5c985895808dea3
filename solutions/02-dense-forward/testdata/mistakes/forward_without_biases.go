// Mistake: the biases are left out
// Seen: gradient: finite differences are 0 for all biases; the loss still falls
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input = input
	l.Output = input.Dot(l.Weights)
	return l.Output
}
