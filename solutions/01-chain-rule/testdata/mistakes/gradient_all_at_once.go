// Mistake: all elements are moved at once, which gives one slope for the whole matrix
// Seen: gradient: finite differences are the same number for all elements
package chain

func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	right := E(X.Apply(func(x float64) float64 { return x + h }))
	left := E(X.Apply(func(x float64) float64 { return x - h }))
	return X.Apply(func(float64) float64 { return (right - left) / (2 * h) })
}
