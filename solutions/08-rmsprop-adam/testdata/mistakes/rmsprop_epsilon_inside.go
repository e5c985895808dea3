// Mistake: ε is inside the square root
// Seen: unseen: loss falls as usual; weights with very small gradients move less
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(W.Rows, W.Cols)
	}
	o.S = o.S.ScaledBy(o.Beta).Add(dW.Multiply(dW).ScaledBy(1 - o.Beta))
	updated = W.Clone()
	for i, g := range dW.Data {
		updated.Data[i] -= o.LearningRate * g / math.Sqrt(o.S.Data[i]+o.Epsilon)
	}
	return updated
}
