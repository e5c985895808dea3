// Mistake: dX is all zeros: the rows of the Jacobian are summed without dY, and each sum is 0
// Seen: stuck: loss is the same in every epoch, to many digits
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	dX := given.NewMatrix(outputError.Rows, outputError.Cols)
	for r := range dX.Rows {
		copy(dX.Row(r), Jacobian(l.Output.Row(r)).SumAxis0().Data)
	}
	return dX
}
