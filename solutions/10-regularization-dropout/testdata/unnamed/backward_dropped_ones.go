// Unnamed: the errors of the dropped elements are returned, and those of the others are 0
package regularization

func (l *Dropout) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	return outputError.Multiply(l.Mask.Apply(func(m float64) float64 { return 1/(1-l.Rate) - m }))
}
