// Mistake: the rise to the left has the wrong sign
// Seen: gradient: finite differences are nearly 0
package gradcheck

func Slopes(E func() float64, X *given.Matrix, i int) (left, right float64) {
	const h = 1e-5
	x, middle := X.Data[i], E()
	X.Data[i] = x + h
	right = (E() - middle) / h
	X.Data[i] = x - h
	left = (E() - middle) / h
	X.Data[i] = x
	return left, right
}
