// Mistake, unnamed: the step is proportional to x, so it is 0 where x is 0
// Seen: nan: in the gradient check, at weights or biases that are 0
package chain

func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	dX := given.NewMatrix(X.Rows, X.Cols)
	for i, x := range X.Data {
		step := h * x
		moved := X.Clone()
		moved.Data[i] = x + step
		right := E(moved)
		moved.Data[i] = x - step
		dX.Data[i] = (right - E(moved)) / (2 * step)
	}
	return dX
}
