// Mistake: the function works in place: it changes an argument that belongs to its caller
// Seen: memory: the input is changed after the call; the loss still falls
package activations

func (ReLUActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	for i, x := range X.Data {
		if x < 0 {
			X.Data[i] = 0
		}
	}
	return X
}
