// Mistake: V is not remembered: each update begins with 0
// Seen: slow: as if the learning rate were ten times smaller, with β = 0.9
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	o.RetainedGradient = given.NewMatrix(W.Rows, W.Cols)
	o.RetainedGradient = o.RetainedGradient.Scale(o.Momentum).Add(dW.Scale(1 - o.Momentum))
	return W.Sub(o.RetainedGradient.Scale(o.LearningRate))
}
