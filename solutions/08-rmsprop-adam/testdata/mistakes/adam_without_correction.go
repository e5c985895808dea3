// Mistake: M and V are used without their correction
// Seen: unseen: loss falls, here even faster; the first step is 3 times the learning rate
package optimizer

func (o *Adam) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.M == nil {
		o.M, o.V = given.NewMatrix(W.Rows, W.Cols), given.NewMatrix(W.Rows, W.Cols)
	}
	o.T++
	updated = W.Clone()
	for i, g := range dW.Data {
		o.M.Data[i] = o.Beta1*o.M.Data[i] + (1-o.Beta1)*g
		o.V.Data[i] = o.Beta2*o.V.Data[i] + (1-o.Beta2)*g*g
		updated.Data[i] -= o.LearningRate * o.M.Data[i] / (math.Sqrt(o.V.Data[i]) + o.Epsilon)
	}
	return updated
}
