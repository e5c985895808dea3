// Mistake: an activation function is applied: that is a layer of its own
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input = input
	sum := input.MatMul(l.Weights).AddRow(l.Biases)
	l.Output = sum.Map(func(y float64) float64 { return max(y, 0) })
	return l.Output
}
