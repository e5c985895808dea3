// Mistake: the slope is one-sided: from x to x + h, not from x - h to x + h
// Seen: gradient: finite differences agree to about five digits, and not better
package chain

func FiniteDifference(f func(x float64) float64, x, h float64) float64 {
	return (f(x+h) - f(x)) / h
}
