// Mistake: an activation function is applied: that is a layer of its own
// Seen: numbers: no output of a dense layer is ever below 0
// Seen: gradient: of a dense layer, wrong where an output is 0; the loss falls all the same
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input = input
	sum := input.Dot(l.Weights).AddToRows(l.Biases)
	l.Output = sum.Apply(func(y float64) float64 { return max(y, 0) })
	return l.Output
}
