// Mistake: the function changes values that it should only read
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
