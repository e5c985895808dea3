// Mistake: X is taken for the output f(x), but it is the input x
package activations

func (TanhActivation) Derivative(X *given.Matrix) *given.Matrix {
	return X.Map(func(y float64) float64 { return 1 - y*y })
}
