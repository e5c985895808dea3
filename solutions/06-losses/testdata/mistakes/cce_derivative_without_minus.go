// Mistake: the minus is missing: more y* for the right class makes the loss smaller
// Seen: grows: it jumps up within two epochs and stays there
// Seen: gradient: everywhere right but for the sign
package losses

func (CategoricalCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	dY := yTrue.Clone()
	for i, y := range yTrue.Data {
		dY.Data[i] = y / max(yPred.Data[i], Epsilon) / float64(yTrue.Rows)
	}
	return dY
}
