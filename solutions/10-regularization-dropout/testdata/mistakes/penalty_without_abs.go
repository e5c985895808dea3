// Mistake: the L1 term adds the weights themselves, so positive and negative ones cancel
// Seen: numbers: penalty is near 0 or negative, although the weights are large
package regularization

func (l *DenseLayer) Penalty() float64 {
	sum := 0.0
	for _, w := range l.Weights.Data {
		sum += l.L1*w + l.L2*w*w
	}
	return sum
}
