// Mistake: the penalty includes the biases
// Seen: gradient: only the bias gradient is wrong; the loss still falls
package regularization

func (l *DenseLayer) Penalty() float64 {
	sum := 0.0
	for _, m := range []*given.Matrix{l.Weights, l.Biases} {
		for _, w := range m.Data {
			sum += l.L1*math.Abs(w) + l.L2*w*w
		}
	}
	return sum
}
