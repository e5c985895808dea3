// Mistake: the function changes values that it should only read
// Seen: memory: the caller's weights are changed after the call
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(W.Rows, W.Cols)
	}
	for i, g := range dW.Data {
		o.S.Data[i] = o.Beta*o.S.Data[i] + (1-o.Beta)*g*g
		W.Data[i] -= o.LearningRate * g / (math.Sqrt(o.S.Data[i]) + o.Epsilon)
	}
	return W
}
