// Right: RMSProp with matrix operations, and a new S in each update
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = W.ScaledBy(0)
	}
	o.S = o.S.ScaledBy(o.Beta).Add(dW.Multiply(dW).ScaledBy(1 - o.Beta))
	inverse := o.S.Apply(func(s float64) float64 { return 1 / (math.Pow(s, 0.5) + o.Epsilon) })
	return W.Subtract(dW.Multiply(inverse).ScaledBy(o.LearningRate))
}
