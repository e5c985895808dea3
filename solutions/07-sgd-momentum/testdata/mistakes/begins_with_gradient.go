// Mistake: V starts with the first gradient instead of 0
// Seen: unseen: loss falls as usual; the first step is ten times as long, with β = 0.9
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.RetainedGradient == nil {
		o.RetainedGradient = dW.Clone()
	} else {
		o.RetainedGradient = o.RetainedGradient.ScaledBy(o.Momentum).Add(dW.ScaledBy(1 - o.Momentum))
	}
	return W.Subtract(o.RetainedGradient.ScaledBy(o.LearningRate))
}
