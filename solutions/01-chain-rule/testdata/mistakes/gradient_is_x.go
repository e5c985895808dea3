// Mistake: the gradient is written into X itself
// Seen: memory: the input is changed after the gradient check
package chain

func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	dX, moved := X, X.Clone()
	for i, x := range moved.Data {
		moved.Data[i] = x + h
		right := E(moved)
		moved.Data[i] = x - h
		dX.Data[i] = (right - E(moved)) / (2 * h)
		moved.Data[i] = x
	}
	return dX
}
