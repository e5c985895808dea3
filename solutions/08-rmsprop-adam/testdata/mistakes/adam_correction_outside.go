// Mistake: the correction is outside the root: it divides √V, not V
// Seen: slow: the first steps are shorter by a factor of 30, with β₂ = 0.999
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
		M := o.M.Data[i] / (1 - math.Pow(o.Beta1, float64(o.T)))
		root := math.Sqrt(o.V.Data[i]) / (1 - math.Pow(o.Beta2, float64(o.T)))
		updated.Data[i] -= o.LearningRate * M / (root + o.Epsilon)
	}
	return updated
}
