// Mistake: L1 adds the weights themselves, and negative ones cancel positive ones
// Seen: numbers: the penalty is near 0 or below it, though the weights are large
package regularization

func (l *DenseLayer) Penalty() float64 {
	sum := 0.0
	for _, w := range l.Weights.Data {
		sum += l.L1*w + l.L2*w*w
	}
	return sum
}
