// Mistake: w/|w| is 0/0 for a weight of 0
// Seen: nan: NaN as soon as a weight is exactly 0
package regularization

func (l *DenseLayer) AddPenaltyDerivative() {
	dW := l.WeightsError.Clone()
	for i, w := range l.Weights.Data {
		dW.Data[i] += l.L1*w/math.Abs(w) + 2*l.L2*w
	}
	l.WeightsError = dW
}
