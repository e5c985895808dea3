// Mistake: an element is not restored before the next one is moved
// Seen: gradient: the first element agrees to ten digits, the others only to about five
package chain

func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	dX := given.NewMatrix(X.Rows, X.Cols)
	moved := X.Clone()
	for i, x := range X.Data {
		moved.Data[i] = x + h
		right := E(moved)
		moved.Data[i] = x - h
		dX.Data[i] = (right - E(moved)) / (2 * h)
	}
	return dX
}
