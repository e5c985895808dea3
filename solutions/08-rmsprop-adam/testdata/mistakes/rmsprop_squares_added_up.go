// Mistake: the squares are added up without their weight 1 - β
// Seen: slow: loss falls as if the learning rate were three times smaller, with β = 0.9
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(W.Rows, W.Cols)
	}
	updated = W.Clone()
	for i, g := range dW.Data {
		o.S.Data[i] = o.Beta*o.S.Data[i] + g*g
		updated.Data[i] -= o.LearningRate * g / (math.Sqrt(o.S.Data[i]) + o.Epsilon)
	}
	return updated
}
