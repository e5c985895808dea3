// Mistake: each derivative is evaluated at the output of its box, not at the input
// Seen: gradient: the derivative is wrong even for a single function, unless it is a straight line
package chain

func ChainRule(boxes []Box, x float64) (y, dydx float64) {
	y, dydx = x, 1
	for _, b := range boxes {
		y = b.F(y)
		dydx *= b.Derivative(y)
	}
	return y, dydx
}
