// Mistake: the slope to the right is also taken for the left side
// Seen: gradient: finite differences agree to about five digits, and no better
package gradcheck

func Slopes(E func() float64, X *given.Matrix, i int) (left, right float64) {
	const h = 1e-5
	x, middle := X.Data[i], E()
	X.Data[i] = x + h
	right = (E() - middle) / h
	X.Data[i] = x - h
	left = (middle - E()) / h
	X.Data[i] = x
	return right, right
}
