// Mistake: the derivative is the function once more: where x > 0 it gives x, not the slope
package activations

func (ReLUActivation) Derivative(X *given.Matrix) *given.Matrix {
	return X.Map(func(x float64) float64 { return max(0, x) })
}
