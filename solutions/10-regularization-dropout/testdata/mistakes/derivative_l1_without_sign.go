// Mistake: the L1 term pulls all weights in the same direction, because the sign of w is left out
// Seen: regularization: L1 increases the penalty, and makes nearly all weights negative
package regularization

func (l *DenseLayer) AddPenaltyDerivative() {
	dW := l.WeightsError.Clone()
	for i, w := range l.Weights.Data {
		dW.Data[i] += l.L1 + 2*l.L2*w
	}
	l.WeightsError = dW
}
