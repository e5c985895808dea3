// Mistake: the derivative of the L2 term lacks its factor 2
// Seen: gradient: the contribution of L2 is half of the finite difference
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
