// Mistake: dW is replaced by the derivative of the penalty, so the gradient of the loss is lost
// Seen: stuck: loss stays near 2.303 (ln 10), and all weights shrink to 0
package regularization

func (l *DenseLayer) AddPenaltyDerivative() {
	dW := given.NewMatrix(l.Weights.Rows, l.Weights.Cols)
	for i, w := range l.Weights.Data {
		switch {
		case w > 0:
			dW.Data[i] += l.L1
		case w < 0:
			dW.Data[i] -= l.L1
		}
		dW.Data[i] += 2 * l.L2 * w
	}
	l.WeightsError = dW
}
