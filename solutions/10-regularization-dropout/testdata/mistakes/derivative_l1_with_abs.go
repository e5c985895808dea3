// Mistake: the derivative of the L1 term contains |w|, not only the sign of w
// Seen: regularization: L1 leaves 74 of 12,544 weights near 0 instead of 9,338
package regularization

func (l *DenseLayer) AddPenaltyDerivative() {
	dW := l.WeightsError.Clone()
	for i, w := range l.Weights.Data {
		dW.Data[i] += l.L1*math.Abs(w) + 2*l.L2*w
	}
	l.WeightsError = dW
}
