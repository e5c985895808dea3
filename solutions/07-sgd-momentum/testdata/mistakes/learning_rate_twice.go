// Mistake: the learning rate is applied twice: in V and in the step
// Seen: slow: a learning rate of 0.1 acts like 0.01; only 1 acts as expected
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	o.RetainedGradient = V.ScaledBy(o.Momentum).Add(dW.ScaledBy((1 - o.Momentum) * o.LearningRate))
	return W.Subtract(o.RetainedGradient.ScaledBy(o.LearningRate))
}
