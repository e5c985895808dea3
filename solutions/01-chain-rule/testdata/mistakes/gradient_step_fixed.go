// Mistake, unnamed: the step is a constant, and the argument h is ignored
// Seen: settings: the gradient check gives the same result for every h
package chain

func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	dX := given.NewMatrix(X.Rows, X.Cols)
	moved := X.Clone()
	for i, x := range X.Data {
		dX.Data[i] = FiniteDifference(func(v float64) float64 {
			moved.Data[i] = v
			return E(moved)
		}, x, 1e-5)
		moved.Data[i] = x
	}
	return dX
}
