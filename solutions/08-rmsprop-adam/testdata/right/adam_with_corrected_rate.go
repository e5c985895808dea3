// Right: the corrections are in the learning rate and in ε, as Kingma and Ba write it
package optimizer

func (o *Adam) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.M == nil {
		o.M, o.V = W.ScaledBy(0), W.ScaledBy(0)
	}
	o.T += 1
	root := math.Sqrt(1 - math.Pow(o.Beta2, float64(o.T)))
	α := o.LearningRate * root / (1 - math.Pow(o.Beta1, float64(o.T)))
	updated = W.Clone()
	for i, g := range dW.Data {
		m, v := &o.M.Data[i], &o.V.Data[i]
		*m += (1 - o.Beta1) * (g - *m)
		*v += (1 - o.Beta2) * (g*g - *v)
		updated.Data[i] -= α * *m / (math.Sqrt(*v) + o.Epsilon*root)
	}
	return updated
}
