// Mistake: the square is missing: the slope of tanh is the same at x and at -x
// Seen: slow: 74 % of the training digits after 12 epochs in place of 94 %
// Seen: gradient: too large where x < 0, too small where x > 0
package activations

func (a TanhActivation) Derivative(X *given.Matrix) *given.Matrix {
	return a.ActivationFunction(X).Apply(func(f float64) float64 { return 1 - f })
}
