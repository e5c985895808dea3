// Mistake: β and 1 - β are exchanged
// Seen: stuck: the same loss in every epoch, with momentum 0; with 0.9 it learns
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	o.RetainedGradient = V.Scale(1 - o.Momentum).Add(dW.Scale(o.Momentum))
	return W.Sub(o.RetainedGradient.Scale(o.LearningRate))
}
