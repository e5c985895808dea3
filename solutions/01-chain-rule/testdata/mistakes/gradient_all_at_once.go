// Mistake: all elements are moved at once: that is one slope, not one for each element
// Seen: gradient: finite differences give all elements the same number
package chain

func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	right := E(X.Apply(func(x float64) float64 { return x + h }))
	left := E(X.Apply(func(x float64) float64 { return x - h }))
	return X.Apply(func(float64) float64 { return (right - left) / (2 * h) })
}
