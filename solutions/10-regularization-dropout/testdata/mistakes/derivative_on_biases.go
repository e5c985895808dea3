// Mistake: the biases have a penalty too
// Seen: gradient: only that of the biases is wrong; the loss falls all the same
package regularization

func (l *DenseLayer) AddPenaltyDerivative() {
	add := func(error, m *given.Matrix) *given.Matrix {
		return error.Add(m.Apply(func(w float64) float64 {
			sign := 0.0
			if w != 0 {
				sign = w / math.Abs(w)
			}
			return l.L1*sign + 2*l.L2*w
		}))
	}
	l.WeightsError = add(l.WeightsError, l.Weights)
	l.BiasesError = add(l.BiasesError, l.Biases)
}
