// Right: the first update has no past, and is a case of its own
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.RetainedGradient == nil {
		o.RetainedGradient = dW.ScaledBy(1 - o.Momentum)
		return W.Add(o.RetainedGradient.ScaledBy(-o.LearningRate))
	}
	o.RetainedGradient = dW.ScaledBy(1 - o.Momentum).Add(o.RetainedGradient.ScaledBy(o.Momentum))
	return W.Add(o.RetainedGradient.ScaledBy(-o.LearningRate))
}
