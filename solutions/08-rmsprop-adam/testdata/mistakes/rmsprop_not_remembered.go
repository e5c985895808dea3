// Mistake: S is not kept between updates: each update starts at S = 0
// Seen: slow: validation loss is 0.62 after 12 epochs instead of 0.32
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	o.S = given.NewMatrix(W.Rows, W.Cols)
	updated = W.Clone()
	for i, g := range dW.Data {
		o.S.Data[i] = o.Beta*o.S.Data[i] + (1-o.Beta)*g*g
		updated.Data[i] -= o.LearningRate * g / (math.Sqrt(o.S.Data[i]) + o.Epsilon)
	}
	return updated
}
