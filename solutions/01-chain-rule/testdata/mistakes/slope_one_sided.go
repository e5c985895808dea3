// Mistake: the slope is one-sided: it uses x and x + h
// Seen: gradient: finite differences agree to about five digits, and no better
package chain

func FiniteDifference(f func(x float64) float64, x, h float64) float64 {
	return (f(x+h) - f(x)) / h
}
