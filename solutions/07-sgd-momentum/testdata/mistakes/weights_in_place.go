// Mistake: the function changes values that it should only read
// Seen: memory: the caller's weights are changed after the call
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	o.RetainedGradient = V.ScaledBy(o.Momentum).Add(dW.ScaledBy(1 - o.Momentum))
	for i, v := range o.RetainedGradient.Data {
		W.Data[i] -= o.LearningRate * v
	}
	return W
}
