// Mistake: ε is added to the step, not to the root, because the denominator has no parentheses
// Seen: nan: NaN in the first update, in all weights with a gradient of 0
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(W.Rows, W.Cols)
	}
	updated = W.Clone()
	for i, g := range dW.Data {
		o.S.Data[i] = o.Beta*o.S.Data[i] + (1-o.Beta)*g*g
		updated.Data[i] = W.Data[i] - o.LearningRate*g/math.Sqrt(o.S.Data[i]) + o.Epsilon
	}
	return updated
}
