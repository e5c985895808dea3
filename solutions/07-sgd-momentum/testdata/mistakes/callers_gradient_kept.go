// Mistake: the caller's dW is kept as RetainedGradient, and changes with the next batch
// Seen: memory: the retained gradient changes between two updates; the loss falls all the same
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.RetainedGradient == nil {
		o.RetainedGradient = dW
	} else {
		o.RetainedGradient = o.RetainedGradient.ScaledBy(o.Momentum).Add(dW.ScaledBy(1 - o.Momentum))
	}
	return W.Subtract(o.RetainedGradient.ScaledBy(o.LearningRate))
}
