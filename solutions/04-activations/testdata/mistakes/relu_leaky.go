// Mistake: negative x are made smaller, not cut to 0: that is the leaky ReLU
package activations

func (ReLUActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Map(func(x float64) float64 { return max(0.01*x, x) })
}
