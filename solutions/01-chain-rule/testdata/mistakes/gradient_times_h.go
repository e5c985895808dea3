// Mistake: the rise is halved, then multiplied by h: / and * are evaluated from left to right
// Seen: gradient: finite differences are nearly 0, about 1e-10
package chain

func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	dX, moved := given.NewMatrix(X.Rows, X.Cols), X.Clone()
	for i, x := range X.Data {
		moved.Data[i] = x + h
		right := E(moved)
		moved.Data[i] = x - h
		dX.Data[i] = (right - E(moved)) / 2 * h
		moved.Data[i] = x
	}
	return dX
}
