// Mistake: RetainedGradient is not set, and the next update will not know V
// Seen: slow: as if the learning rate were ten times smaller, with β = 0.9
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	V = V.Scale(o.Momentum).Add(dW.Scale(1 - o.Momentum))
	return W.Sub(V.Scale(o.LearningRate))
}
