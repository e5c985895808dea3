// Mistake: the function works in place: it changes an argument that belongs to its caller
// Seen: memory: the output error is changed after the call; the loss still falls
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	for i, slope := range l.Derivative(l.Input).Data {
		outputError.Data[i] *= slope
	}
	return outputError
}
