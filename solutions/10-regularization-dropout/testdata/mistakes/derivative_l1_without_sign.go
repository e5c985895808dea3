// Mistake: L1 pulls all weights to the left: the sign of w is missing
// Seen: regularization: L1 makes the penalty larger, and nearly all weights negative
package regularization

func (l *DenseLayer) AddPenaltyDerivative() {
	dW := l.WeightsError.Clone()
	for i, w := range l.Weights.Data {
		dW.Data[i] += l.L1 + 2*l.L2*w
	}
	l.WeightsError = dW
}
