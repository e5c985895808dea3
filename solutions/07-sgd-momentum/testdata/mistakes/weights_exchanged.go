// Mistake: β and 1 - β are exchanged
// Seen: stuck: the same loss in every epoch, with momentum 0; with 0.9 it learns
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	o.RetainedGradient = V.ScaledBy(1 - o.Momentum).Add(dW.ScaledBy(o.Momentum))
	return W.Subtract(o.RetainedGradient.ScaledBy(o.LearningRate))
}
