// Right: all inputs are computed first, and the slopes multiplied from the last box
package chain

func ChainRule(boxes []Box, x float64) (y, dydx float64) {
	inputs := []float64{x}
	for _, b := range boxes {
		inputs = append(inputs, b.F(inputs[len(inputs)-1]))
	}
	dydx = 1
	for i := len(boxes) - 1; i >= 0; i-- {
		dydx *= boxes[i].Derivative(inputs[i])
	}
	return inputs[len(boxes)], dydx
}
