// Mistake: left and right are swapped
// Seen: unseen
package gradcheck

func Slopes(E func() float64, X *given.Matrix, i int) (left, right float64) {
	const h = 1e-5
	x, middle := X.Data[i], E()
	X.Data[i] = x + h
	right = (E() - middle) / h
	X.Data[i] = x - h
	left = (middle - E()) / h
	X.Data[i] = x
	return right, left
}
