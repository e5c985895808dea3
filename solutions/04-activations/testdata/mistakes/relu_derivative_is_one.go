// Mistake: the derivative is 1 everywhere, even where x < 0
// Seen: gradient: the gradient is wrong only where x < 0; the loss still falls, but a little less
package activations

func (ReLUActivation) Derivative(X *given.Matrix) *given.Matrix {
	return X.Apply(func(float64) float64 { return 1 })
}
