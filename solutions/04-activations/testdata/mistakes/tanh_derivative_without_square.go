// Mistake: the square is missing: the slope of tanh is the same at x and at -x
package activations

func (a TanhActivation) Derivative(X *given.Matrix) *given.Matrix {
	return a.ActivationFunction(X).Map(func(f float64) float64 { return 1 - f })
}
