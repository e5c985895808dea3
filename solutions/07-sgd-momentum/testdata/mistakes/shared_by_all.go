// Mistake: SGDs share memory, so the updates of one change the steps of another
// Seen: slow: loss falls as if the learning rate were ten times smaller, with β = 0.9
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if retained == nil || retained.Rows != W.Rows || retained.Cols != W.Cols {
		retained = given.NewMatrix(W.Rows, W.Cols)
	}
	retained = retained.ScaledBy(o.Momentum).Add(dW.ScaledBy(1 - o.Momentum))
	o.RetainedGradient = retained
	return W.Subtract(retained.ScaledBy(o.LearningRate))
}

var retained *given.Matrix
