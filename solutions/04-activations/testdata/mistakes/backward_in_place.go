// Mistake: the function works in place: it changes an argument that belongs to its caller
// Seen: memory: the output error is another one after the call; the loss falls all the same
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	for i, slope := range l.Derivative(l.Input).Data {
		outputError.Data[i] *= slope
	}
	return outputError
}
