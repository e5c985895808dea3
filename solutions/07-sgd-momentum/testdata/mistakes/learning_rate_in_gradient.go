// Mistake: the retained gradient includes the learning rate
// Seen: unseen: the weights are the same, as long as the learning rate stays the same
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	o.RetainedGradient = V.ScaledBy(o.Momentum).Add(dW.ScaledBy((1 - o.Momentum) * o.LearningRate))
	return W.Subtract(o.RetainedGradient)
}
