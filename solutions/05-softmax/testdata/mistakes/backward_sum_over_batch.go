// Mistake: the sum runs over the whole batch, not over one example
// Seen: grows: loss jumps up within two epochs and stays there
// Seen: gradient: the gradient is right for a single example, wrong for two
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	sum := 0.0
	for i, dy := range outputError.Data {
		sum += dy * l.Output.Data[i]
	}
	return l.Output.Multiply(outputError.Apply(func(dy float64) float64 { return dy - sum }))
}
