// Mistake: the function changes values that it should only read
// Seen: memory: the output error is changed after the call; the loss still falls
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	for i, slope := range l.Derivative(l.Input).Data {
		outputError.Data[i] *= slope
	}
	return outputError
}
