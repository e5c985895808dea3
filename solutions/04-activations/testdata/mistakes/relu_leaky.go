// Mistake: negative inputs are scaled down, not set to 0, as in a leaky ReLU
// Seen: gradient: where x < 0, finite differences are a hundredth of dY instead of 0
package activations

func (ReLUActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return max(0.01*x, x) })
}
