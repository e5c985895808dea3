// Mistake: the function changes values that it should only read
// Seen: unseen
package optimizer

var weights = map[*Adam]*given.Matrix{}

func (o *Adam) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.M == nil {
		o.M, o.V = given.NewMatrix(W.Rows, W.Cols), given.NewMatrix(W.Rows, W.Cols)
		weights[o] = given.NewMatrix(W.Rows, W.Cols)
	}
	o.T++
	t := float64(o.T)
	updated = weights[o]
	copy(updated.Data, W.Data)
	for i, g := range dW.Data {
		o.M.Data[i] = o.Beta1*o.M.Data[i] + (1-o.Beta1)*g
		o.V.Data[i] = o.Beta2*o.V.Data[i] + (1-o.Beta2)*g*g
		M := o.M.Data[i] / (1 - math.Pow(o.Beta1, t))
		V := o.V.Data[i] / (1 - math.Pow(o.Beta2, t))
		updated.Data[i] -= o.LearningRate * M / (math.Sqrt(V) + o.Epsilon)
	}
	return updated
}
