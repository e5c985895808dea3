// Mistake: X is treated as the output f(x), but it is the input x
// Seen: nan: NaN in epoch 5, after four good epochs
package activations

func (TanhActivation) Derivative(X *given.Matrix) *given.Matrix {
	return X.Apply(func(y float64) float64 { return 1 - y*y })
}
