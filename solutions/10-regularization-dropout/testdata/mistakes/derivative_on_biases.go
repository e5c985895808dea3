// Mistake: the penalty includes the biases
// Seen: gradient: only the bias gradient is wrong; the loss still falls
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
