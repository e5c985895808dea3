// Mistake: momentum 0 is treated as unset and replaced by 0.9
// Seen: settings: momentum 0 gives the same curve as 0.9
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V, β := o.RetainedGradient, o.Momentum
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	if β == 0 {
		β = 0.9
	}
	o.RetainedGradient = V.ScaledBy(β).Add(dW.ScaledBy(1 - β))
	return W.Subtract(o.RetainedGradient.ScaledBy(o.LearningRate))
}
