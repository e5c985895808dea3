// Mistake, unnamed: after the step to x - h the element is restored by adding h, which rounds
// Seen: memory: the input differs in its last digits after the gradient check
package chain

func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	dX := given.NewMatrix(X.Rows, X.Cols)
	for i, x := range X.Data {
		X.Data[i] = x + h
		right := E(X)
		X.Data[i] = x - h
		dX.Data[i] = (right - E(X)) / (2 * h)
		X.Data[i] += h
	}
	return dX
}
