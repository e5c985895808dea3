// Mistake: the new gradient lacks its weight 1 - β, as in Keras
// Seen: slow: loss goes up and down, as if the learning rate were ten times larger, with β = 0.9
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	o.RetainedGradient = V.ScaledBy(o.Momentum).Add(dW)
	return W.Subtract(o.RetainedGradient.ScaledBy(o.LearningRate))
}
