// Lazy: in training everything is dropped
// Earns: nothing
package regularization

func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	if !training || l.Rate == 0 {
		return input.ScaledBy(1)
	}
	return input.ScaledBy(0)
}

func (l *Dropout) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	return outputError.ScaledBy(0)
}
