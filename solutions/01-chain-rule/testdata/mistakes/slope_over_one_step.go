// Mistake: the rise over two steps is divided by the length of one step
// Seen: gradient: every derivative is half of the finite difference
package chain

func FiniteDifference(f func(x float64) float64, x, h float64) float64 {
	return (f(x+h) - f(x-h)) / h
}
