// Mistake: the momentum is left out, as in plain gradient descent
// Seen: settings: momentum 0.9 gives the same curve as 0
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	o.RetainedGradient = dW.Clone()
	return W.Subtract(dW.ScaledBy(o.LearningRate))
}
