// Mistake: the function works in place: it changes an argument that belongs to its caller
// Seen: memory: the input is another one after the call; the loss falls all the same
package activations

func (ReLUActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	for i, x := range X.Data {
		if x < 0 {
			X.Data[i] = 0
		}
	}
	return X
}
