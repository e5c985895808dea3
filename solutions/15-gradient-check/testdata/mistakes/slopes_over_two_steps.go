// Mistake: the rise over one step is divided by two steps
// Seen: gradient: every derivative is twice the finite difference
package gradcheck

func Slopes(E func() float64, X *given.Matrix, i int) (left, right float64) {
	const h = 1e-5
	x, middle := X.Data[i], E()
	X.Data[i] = x + h
	right = (E() - middle) / (2 * h)
	X.Data[i] = x - h
	left = (middle - E()) / (2 * h)
	X.Data[i] = x
	return left, right
}
