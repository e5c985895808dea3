// Mistake: every derivative is evaluated at x: f'(x)·g'(x)
// Seen: gradient: the derivative is right for one function, wrong for two in a row
package chain

func ChainRule(boxes []Box, x float64) (y, dydx float64) {
	y, dydx = x, 1
	for _, b := range boxes {
		y = b.F(y)
		dydx *= b.Derivative(x)
	}
	return y, dydx
}
