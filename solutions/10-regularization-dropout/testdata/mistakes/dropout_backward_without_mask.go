// Mistake: dX is not multiplied by the mask: errors come back to what was dropped
package regularization

func (l *Dropout) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	return outputError
}
