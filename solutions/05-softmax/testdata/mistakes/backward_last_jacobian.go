// Mistake: every example gets the Jacobian of the last one
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	var J *given.Matrix
	for r := range l.Output.Rows {
		J = Jacobian(l.Output.Row(r))
	}
	return outputError.MatMul(J)
}
