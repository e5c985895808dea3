// Mistake: the derivative of L2 has lost its factor 2
// Seen: gradient: what L2 adds is half of what finite differences say
package regularization

func (l *DenseLayer) AddPenaltyDerivative() {
	dW := l.WeightsError.Clone()
	for i, w := range l.Weights.Data {
		switch {
		case w > 0:
			dW.Data[i] += l.L1
		case w < 0:
			dW.Data[i] -= l.L1
		}
		dW.Data[i] += l.L2 * w
	}
	l.WeightsError = dW
}
