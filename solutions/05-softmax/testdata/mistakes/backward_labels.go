// Mistake: dX is S - dY, the combined derivative of softmax and cross-entropy for the target dY
// Seen: nan: NaN in the first epoch
package softmax

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return l.Output.Subtract(outputError)
}
