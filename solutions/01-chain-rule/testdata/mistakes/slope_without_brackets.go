// Mistake: only f(x - h) is divided, because the rise has no parentheses
// Seen: gradient: finite differences are huge and negative, about -E/h
package chain

func FiniteDifference(f func(x float64) float64, x, h float64) float64 {
	return f(x+h) - f(x-h)/(2*h)
}
