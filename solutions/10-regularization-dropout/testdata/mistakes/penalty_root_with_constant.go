// Mistake, unnamed: |w| is the root of w² and a small constant
// Seen: unseen
package regularization

func (l *DenseLayer) Penalty() float64 {
	sum := 0.0
	for _, w := range l.Weights.Data {
		sum += l.L1*math.Sqrt(w*w+1e-16) + l.L2*w*w
	}
	return sum
}
