// Mistake: the dense layer applies an activation function, which is a separate layer
// Seen: numbers: no output of a dense layer is below 0
// Seen: gradient: the gradient of a dense layer is wrong where an output is 0; the loss still falls
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input = input
	sum := input.Dot(l.Weights).AddToRows(l.Biases)
	l.Output = sum.Apply(func(y float64) float64 { return max(y, 0) })
	return l.Output
}
