// Mistake: the step is added to the weights, so the loss goes up
// Seen: grows: loss jumps up within two epochs and stays there
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	o.RetainedGradient = V.ScaledBy(o.Momentum).Add(dW.ScaledBy(1 - o.Momentum))
	return W.Add(o.RetainedGradient.ScaledBy(o.LearningRate))
}
