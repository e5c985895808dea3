// Mistake: the biases have a penalty too
// Seen: gradient: only that of the biases is wrong; the loss falls all the same
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
