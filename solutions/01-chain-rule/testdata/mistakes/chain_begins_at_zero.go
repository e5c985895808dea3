// Mistake: the product dy/dx starts at 0 and stays 0
// Seen: gradient: the derivative is 0, whatever the functions
package chain

func ChainRule(boxes []Box, x float64) (y, dydx float64) {
	y = x
	for _, b := range boxes {
		dydx *= b.Derivative(y)
		y = b.F(y)
	}
	return y, dydx
}
