// Mistake: the first update uses t = 0, and 1 - β⁰ is 0
// Seen: nan: NaN after the first update
package optimizer

func (o *Adam) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.M == nil {
		o.M, o.V = given.NewMatrix(W.Rows, W.Cols), given.NewMatrix(W.Rows, W.Cols)
	}
	t := float64(o.T)
	updated = W.Clone()
	for i, g := range dW.Data {
		o.M.Data[i] = o.Beta1*o.M.Data[i] + (1-o.Beta1)*g
		o.V.Data[i] = o.Beta2*o.V.Data[i] + (1-o.Beta2)*g*g
		M, V := o.M.Data[i]/(1-math.Pow(o.Beta1, t)), o.V.Data[i]/(1-math.Pow(o.Beta2, t))
		updated.Data[i] -= o.LearningRate * M / (math.Sqrt(V) + o.Epsilon)
	}
	o.T++
	return updated
}
