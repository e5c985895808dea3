// Mistake: β and 1 - β are swapped
// Seen: slow: loss is 0.25 after 12 epochs instead of 0.21
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(W.Rows, W.Cols)
	}
	updated = W.Clone()
	for i, g := range dW.Data {
		o.S.Data[i] = (1-o.Beta)*o.S.Data[i] + o.Beta*g*g
		updated.Data[i] -= o.LearningRate * g / (math.Sqrt(o.S.Data[i]) + o.Epsilon)
	}
	return updated
}
