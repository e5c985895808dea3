// Mistake: L1 pulls with |w|: its derivative is the sign of w alone
package regularization

func (l *DenseLayer) AddPenaltyDerivative() {
	dW := l.WeightsError.Clone()
	for i, w := range l.Weights.Data {
		dW.Data[i] += l.L1*math.Abs(w) + 2*l.L2*w
	}
	l.WeightsError = dW
}
