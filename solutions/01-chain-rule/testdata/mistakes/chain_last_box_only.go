// Mistake: only the last box is differentiated: the inner derivative is left out
// Seen: gradient: the derivative is right for one function, wrong for two in a row
package chain

func ChainRule(boxes []Box, x float64) (y, dydx float64) {
	y, dydx = x, 1
	for _, b := range boxes {
		dydx = b.Derivative(y)
		y = b.F(y)
	}
	return y, dydx
}
