// Mistake: dX is not multiplied by the mask, so dropped elements receive errors
// Seen: regularization: with dropout p = 0.2 the network learns badly, with p = 0.5 the loss grows
package regularization

func (l *Dropout) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	return outputError
}
