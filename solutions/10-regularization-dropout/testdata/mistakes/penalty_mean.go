// Mistake: the penalty is a mean over the weights, not a sum
// Seen: numbers: the penalty is 0.00002 in place of 0.2
package regularization

func (l *DenseLayer) Penalty() float64 {
	sum := 0.0
	for _, w := range l.Weights.Data {
		sum += l.L1*math.Abs(w) + l.L2*w*w
	}
	return sum / float64(len(l.Weights.Data))
}
