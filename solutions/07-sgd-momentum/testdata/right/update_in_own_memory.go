// Right: V is changed in its own memory, by a part of its distance from dW
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.RetainedGradient == nil {
		o.RetainedGradient = W.ScaledBy(0)
	}
	updated = W.Clone()
	for i, g := range dW.Data {
		o.RetainedGradient.Data[i] += (1 - o.Momentum) * (g - o.RetainedGradient.Data[i])
		updated.Data[i] -= o.LearningRate * o.RetainedGradient.Data[i]
	}
	return updated
}
