// Mistake: β and 1 - β are swapped
// Seen: stuck: loss is the same in every epoch with momentum 0, but falls with 0.9
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	o.RetainedGradient = V.ScaledBy(1 - o.Momentum).Add(dW.ScaledBy(o.Momentum))
	return W.Subtract(o.RetainedGradient.ScaledBy(o.LearningRate))
}
