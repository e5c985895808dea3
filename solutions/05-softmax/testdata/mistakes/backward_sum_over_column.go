// Mistake: the sum runs down a column, over the examples, not along a row
// Seen: grows: loss jumps up within two epochs and stays there
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	sums := outputError.Multiply(l.Output).SumAxis0()
	return l.Output.Multiply(outputError.AddToRows(sums.ScaledBy(-1)))
}
