// Mistake: the rise is halved, then multiplied by h: / and * are evaluated from left to right
// Seen: gradient: finite differences are nearly 0, about 1e-10
package chain

func FiniteDifference(f func(x float64) float64, x, h float64) float64 {
	return (f(x+h) - f(x-h)) / 2 * h
}
