// Mistake: the derivative is -1 where x < 0, as for |x|
// Seen: gradient: the gradient is wrong only where x < 0; the loss still falls
package activations

func (ReLUActivation) Derivative(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 {
		if x > 0 {
			return 1
		}
		return -1
	})
}
