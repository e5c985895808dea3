// Mistake: the derivative of 1 - y* is treated as 1, but it is -1
// Seen: grows: every prediction becomes 1, and the loss stays at the value for this
package losses

func (BinaryCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	dY := yTrue.Clone()
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		dY.Data[i] = (-y/max(p, Epsilon) - (1-y)/max(1-p, Epsilon)) / float64(len(yTrue.Data))
	}
	return dY
}
