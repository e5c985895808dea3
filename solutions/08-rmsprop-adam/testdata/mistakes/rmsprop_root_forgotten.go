// Mistake: the square root is left out
// Seen: grows: loss jumps up within two epochs and stays there
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(W.Rows, W.Cols)
	}
	o.S = o.S.ScaledBy(o.Beta).Add(dW.Multiply(dW).ScaledBy(1 - o.Beta))
	return W.Subtract(dW.ScaledBy(o.LearningRate).Multiply(o.S.Apply(
		func(s float64) float64 { return 1 / (s + o.Epsilon) })))
}
