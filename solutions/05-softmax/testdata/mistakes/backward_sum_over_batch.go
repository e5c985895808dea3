// Mistake: the sum runs over the whole batch: every example has its own
// Seen: grows: it jumps up within two epochs and stays there
// Seen: gradient: right for a single example, wrong for two
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	sum := 0.0
	for i, dy := range outputError.Data {
		sum += dy * l.Output.Data[i]
	}
	return l.Output.Multiply(outputError.Apply(func(dy float64) float64 { return dy - sum }))
}
