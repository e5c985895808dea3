// Mistake: the L2 term is the square root of the sum of the squares
// Seen: numbers: weights twice as large have twice the L2 penalty, not four times
package regularization

func (l *DenseLayer) Penalty() float64 {
	sum, squares := 0.0, 0.0
	for _, w := range l.Weights.Data {
		sum += l.L1 * math.Abs(w)
		squares += w * w
	}
	return sum + l.L2*math.Sqrt(squares)
}
