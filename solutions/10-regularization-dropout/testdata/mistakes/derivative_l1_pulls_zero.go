// Mistake: a weight that is 0 is pulled: the derivative of |w| at 0 is taken as 0
// Seen: unseen: it learns as well; only a weight of exactly 0 shows it
package regularization

func (l *DenseLayer) AddPenaltyDerivative() {
	dW := l.WeightsError.Clone()
	for i, w := range l.Weights.Data {
		dW.Data[i] += math.Copysign(l.L1, w) + 2*l.L2*w
	}
	l.WeightsError = dW
}
