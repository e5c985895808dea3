// Mistake: negative x are made smaller, not cut to 0: that is the leaky ReLU
// Seen: gradient: where x < 0 finite differences say not 0 but a hundredth of dY
package activations

func (ReLUActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return max(0.01*x, x) })
}
