// Mistake: the step is so small that rounding counts
// Seen: gradient: finite differences agree to about three digits, or jump, also for a straight line
package gradcheck

func Slopes(E func() float64, X *given.Matrix, i int) (left, right float64) {
	const h = 1e-12
	x, middle := X.Data[i], E()
	X.Data[i] = x + h
	right = (E() - middle) / h
	X.Data[i] = x - h
	left = (middle - E()) / h
	X.Data[i] = x
	return left, right
}
