// Mistake: the derivatives are added: along one path they are factors
// Seen: gradient: right for one function, wrong for two in a row
package chain

func ChainRule(boxes []Box, x float64) (y, dydx float64) {
	y = x
	for _, b := range boxes {
		dydx += b.Derivative(y)
		y = b.F(y)
	}
	return y, dydx
}
