// Right: the first box, then the chain rule for the rest
package chain

func ChainRule(boxes []Box, x float64) (y, dydx float64) {
	if len(boxes) == 0 {
		return x, 1
	}
	y, dydx = ChainRule(boxes[1:], boxes[0].F(x))
	return y, boxes[0].Derivative(x) * dydx
}
