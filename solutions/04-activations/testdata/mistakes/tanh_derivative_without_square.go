// Mistake: f(x) is not squared, so the slope differs at x and -x
// Seen: slow: 74 % of the training digits are right after 12 epochs instead of 94 %
// Seen: gradient: the gradient is too large where x < 0, too small where x > 0
package activations

func (a TanhActivation) Derivative(X *given.Matrix) *given.Matrix {
	return a.ActivationFunction(X).Apply(func(f float64) float64 { return 1 - f })
}
