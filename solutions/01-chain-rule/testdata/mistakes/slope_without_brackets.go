// Mistake: only one of the two values is divided: the rise is not in brackets
// Seen: gradient: finite differences are enormous and negative, about -E/h
package chain

func FiniteDifference(f func(x float64) float64, x, h float64) float64 {
	return f(x+h) - f(x-h)/(2*h)
}
