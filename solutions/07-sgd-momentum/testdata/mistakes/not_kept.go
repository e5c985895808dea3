// Mistake: RetainedGradient is not set, so the next update has no V
// Seen: slow: loss falls as if the learning rate were ten times smaller, with β = 0.9
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	V = V.ScaledBy(o.Momentum).Add(dW.ScaledBy(1 - o.Momentum))
	return W.Subtract(V.ScaledBy(o.LearningRate))
}
