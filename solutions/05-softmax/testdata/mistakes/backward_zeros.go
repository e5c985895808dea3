// Mistake: dX is all zeros: the rows of the Jacobian are added up without dY, and have the sum 0
// Seen: stuck: the same loss in every epoch, to many digits
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	dX := given.NewMatrix(outputError.Rows, outputError.Cols)
	for r := range dX.Rows {
		copy(dX.Row(r), Jacobian(l.Output.Row(r)).SumAxis0().Data)
	}
	return dX
}
