// Mistake: V is not kept between updates: each update starts at 0
// Seen: slow: loss falls as if the learning rate were ten times smaller, with β = 0.9
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	o.RetainedGradient = given.NewMatrix(W.Rows, W.Cols)
	o.RetainedGradient = o.RetainedGradient.ScaledBy(o.Momentum).Add(dW.ScaledBy(1 - o.Momentum))
	return W.Subtract(o.RetainedGradient.ScaledBy(o.LearningRate))
}
