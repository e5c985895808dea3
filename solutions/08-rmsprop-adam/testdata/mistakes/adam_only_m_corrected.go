// Mistake: only M is corrected, not V
// Seen: unseen: loss falls, here even faster; the first step is 32 times the learning rate
package optimizer

func (o *Adam) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.M == nil {
		o.M, o.V = given.NewMatrix(W.Rows, W.Cols), given.NewMatrix(W.Rows, W.Cols)
	}
	o.T++
	t := float64(o.T)
	updated = W.Clone()
	for i, g := range dW.Data {
		o.M.Data[i] = o.Beta1*o.M.Data[i] + (1-o.Beta1)*g
		o.V.Data[i] = o.Beta2*o.V.Data[i] + (1-o.Beta2)*g*g
		M := o.M.Data[i] / (1 - math.Pow(o.Beta1, t))
		updated.Data[i] -= o.LearningRate * M / (math.Sqrt(o.V.Data[i]) + o.Epsilon)
	}
	return updated
}
