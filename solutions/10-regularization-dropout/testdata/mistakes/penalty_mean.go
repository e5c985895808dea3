// Mistake: the penalty is the mean over the weights, not the sum
// Seen: numbers: penalty is 0.00002 instead of 0.2
package regularization

func (l *DenseLayer) Penalty() float64 {
	sum := 0.0
	for _, w := range l.Weights.Data {
		sum += l.L1*math.Abs(w) + l.L2*w*w
	}
	return sum / float64(len(l.Weights.Data))
}
