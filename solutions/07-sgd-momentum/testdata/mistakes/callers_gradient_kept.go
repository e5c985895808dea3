// Mistake: RetainedGradient is the caller's dW itself, so it changes with the next batch
// Seen: memory: the retained gradient changes between two updates; the loss still falls
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.RetainedGradient == nil {
		o.RetainedGradient = dW
	} else {
		o.RetainedGradient = o.RetainedGradient.ScaledBy(o.Momentum).Add(dW.ScaledBy(1 - o.Momentum))
	}
	return W.Subtract(o.RetainedGradient.ScaledBy(o.LearningRate))
}
