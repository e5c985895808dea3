// Mistake: the step is made with the old V, which does not know dW yet
// Seen: slow: up and down: 0.30 after 12 epochs in place of 0.23
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	o.RetainedGradient = V.Scale(o.Momentum).Add(dW.Scale(1 - o.Momentum))
	return W.Sub(V.Scale(o.LearningRate))
}
