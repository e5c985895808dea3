// Mistake: a derivative is taken at the box's output: f' wants what goes into f
// Seen: gradient: wrong for a single function already, unless it is a straight line
package chain

func ChainRule(boxes []Box, x float64) (y, dydx float64) {
	y, dydx = x, 1
	for _, b := range boxes {
		y = b.F(y)
		dydx *= b.Derivative(y)
	}
	return y, dydx
}
