// Mistake: a weight of 0 is moved, although the derivative of |w| at 0 is defined as 0
// Seen: unseen: loss falls as usual; only a weight of exactly 0 shows the mistake
package regularization

func (l *DenseLayer) AddPenaltyDerivative() {
	dW := l.WeightsError.Clone()
	for i, w := range l.Weights.Data {
		dW.Data[i] += math.Copysign(l.L1, w) + 2*l.L2*w
	}
	l.WeightsError = dW
}
