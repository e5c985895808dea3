// Mistake: dX is all zeros: both points share one matrix, because := copies only the pointer
// Seen: gradient: finite differences are exactly 0
package chain

func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	dX := given.NewMatrix(X.Rows, X.Cols)
	for i := range X.Data {
		right, left := X, X
		right.Data[i] += h
		left.Data[i] -= h
		dX.Data[i] = (E(right) - E(left)) / (2 * h)
	}
	return dX
}
