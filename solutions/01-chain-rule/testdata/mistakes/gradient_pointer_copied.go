// Mistake: dX is all zeros: both points are one matrix, for := copies the pointer to it
// Seen: gradient: finite differences are 0 to the last digit
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
