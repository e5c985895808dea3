// Mistake: L1 adds the weights themselves, and negative ones cancel positive ones
package regularization

func (l *DenseLayer) Penalty() float64 {
	sum := 0.0
	for _, w := range l.Weights.Data {
		sum += l.L1*w + l.L2*w*w
	}
	return sum
}
