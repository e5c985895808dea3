// Mistake: the learning rate is left out
// Seen: settings: every learning rate gives the same curve
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	o.RetainedGradient = V.ScaledBy(o.Momentum).Add(dW.ScaledBy(1 - o.Momentum))
	return W.Subtract(o.RetainedGradient)
}
