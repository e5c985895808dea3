// Mistake: X is taken for the output f(x), but it is the input x
// Seen: nan: in the fifth epoch, after four good ones
package activations

func (TanhActivation) Derivative(X *given.Matrix) *given.Matrix {
	return X.Apply(func(y float64) float64 { return 1 - y*y })
}
