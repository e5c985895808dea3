// Right: the divisor is the distance of the two points as they are rounded
package chain

func FiniteDifference(f func(x float64) float64, x, h float64) float64 {
	left, right := x-h, x+h
	return (f(right) - f(left)) / (right - left)
}
