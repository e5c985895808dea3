// Mistake: X is restored by adding and subtracting h, which rounds
// Seen: memory: the input is changed in its last digits after the gradient check
package chain

func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	dX := given.NewMatrix(X.Rows, X.Cols)
	for i := range X.Data {
		X.Data[i] += h
		right := E(X)
		X.Data[i] -= 2 * h
		dX.Data[i] = (right - E(X)) / (2 * h)
		X.Data[i] += h
	}
	return dX
}
