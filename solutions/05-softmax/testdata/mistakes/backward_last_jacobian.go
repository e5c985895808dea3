// Mistake: every example gets the Jacobian of the last one
// Seen: grows: it learns for four epochs, then the loss jumps up and stays there
// Seen: gradient: right only in the last row
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	var J *given.Matrix
	for r := range l.Output.Rows {
		J = Jacobian(l.Output.Row(r))
	}
	return outputError.Dot(J)
}
