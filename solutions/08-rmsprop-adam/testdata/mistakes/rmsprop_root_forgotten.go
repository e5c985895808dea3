// Mistake: the square root is forgotten
// Seen: grows: it jumps up within two epochs and stays there
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(W.Rows, W.Cols)
	}
	o.S = o.S.Scale(o.Beta).Add(dW.Mul(dW).Scale(1 - o.Beta))
	return W.Sub(dW.Scale(o.LearningRate).Mul(o.S.Map(
		func(s float64) float64 { return 1 / (s + o.Epsilon) })))
}
