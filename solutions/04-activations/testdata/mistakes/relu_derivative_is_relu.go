// Mistake: the derivative is the function once more: where x > 0 it gives x, not the slope
// Seen: slow: 64 % of the training digits after 12 epochs in place of 93 %
// Seen: gradient: wrong only where x > 0
package activations

func (ReLUActivation) Derivative(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return max(0, x) })
}
