// Mistake: the step is divided by the root of the old S, which does not include dW yet
// Seen: grows: loss jumps up within two epochs and stays there
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(W.Rows, W.Cols)
	}
	updated = W.Clone()
	for i, g := range dW.Data {
		updated.Data[i] -= o.LearningRate * g / (math.Sqrt(o.S.Data[i]) + o.Epsilon)
		o.S.Data[i] = o.Beta*o.S.Data[i] + (1-o.Beta)*g*g
	}
	return updated
}
