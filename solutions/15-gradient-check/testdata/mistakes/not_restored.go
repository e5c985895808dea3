// Mistake: x is not restored after it was moved
// Seen: gradient: the first element agrees to ten digits, the others only to about five
package gradcheck

func Slopes(E func() float64, X *given.Matrix, i int) (left, right float64) {
	const h = 1e-5
	x, middle := X.Data[i], E()
	X.Data[i] = x + h
	right = (E() - middle) / h
	X.Data[i] = x - h
	left = (middle - E()) / h
	return left, right
}
