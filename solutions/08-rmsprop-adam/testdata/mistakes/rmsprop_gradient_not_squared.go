// Mistake: S averages the gradients, not their squares, and a negative average has no root
// Seen: nan: NaN after the first update
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(W.Rows, W.Cols)
	}
	updated = W.Clone()
	for i, g := range dW.Data {
		o.S.Data[i] = o.Beta*o.S.Data[i] + (1-o.Beta)*g
		updated.Data[i] -= o.LearningRate * g / (math.Sqrt(o.S.Data[i]) + o.Epsilon)
	}
	return updated
}
