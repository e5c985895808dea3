// Mistake: the minus is missing, so a larger y* for the right class increases the loss
// Seen: grows: loss jumps up within two epochs and stays there
// Seen: gradient: every derivative has the wrong sign
package losses

func (CategoricalCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	dY := yTrue.Clone()
	for i, y := range yTrue.Data {
		dY.Data[i] = y / max(yPred.Data[i], Epsilon) / float64(yTrue.Rows)
	}
	return dY
}
