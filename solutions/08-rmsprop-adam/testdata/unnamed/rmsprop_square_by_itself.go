// Unnamed: the gradient is written as g²/g, which is 0/0 for a gradient of 0, with ε in its place
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(W.Rows, W.Cols)
	}
	updated = W.Clone()
	for i, g := range dW.Data {
		o.S.Data[i] = o.Beta*o.S.Data[i] + (1-o.Beta)*g*g
		updated.Data[i] -= o.LearningRate * g * g / (g * (math.Sqrt(o.S.Data[i]) + o.Epsilon))
	}
	return updated
}
