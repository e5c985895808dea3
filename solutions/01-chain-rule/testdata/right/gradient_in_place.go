// Right: X itself is moved, and each element is restored from a copy of the number
package chain

func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	dX := X.ScaledBy(0)
	for i := range X.Rows {
		for j := range X.Cols {
			x := X.At(i, j)
			X.Set(i, j, x-h)
			left := E(X)
			X.Set(i, j, x+h)
			dX.Set(i, j, (E(X)-left)/(2*h))
			X.Set(i, j, x)
		}
	}
	return dX
}
