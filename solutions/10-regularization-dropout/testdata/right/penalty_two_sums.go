// Right: the two sums are separate, and the sign is Copysign where w is not 0
package regularization

func (l *DenseLayer) Penalty() float64 {
	absolute, squares := 0.0, 0.0
	for i := range l.Weights.Rows {
		for _, w := range l.Weights.Row(i) {
			absolute += max(w, -w)
			squares += math.Pow(w, 2)
		}
	}
	return l.L1*absolute + l.L2*squares
}

func (l *DenseLayer) AddPenaltyDerivative() {
	for i, w := range l.Weights.Data {
		l.WeightsError.Data[i] += 2 * l.L2 * w
		if w != 0 {
			l.WeightsError.Data[i] += math.Copysign(l.L1, w)
		}
	}
}
