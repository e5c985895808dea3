// Right: the powers are products, and M and V are new matrices
package optimizer

func (o *Adam) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.T == 0 {
		o.M, o.V = given.NewMatrix(W.Rows, W.Cols), given.NewMatrix(W.Rows, W.Cols)
	}
	o.T++
	b1, b2 := 1.0, 1.0
	for range o.T {
		b1, b2 = b1*o.Beta1, b2*o.Beta2
	}
	o.M = o.M.ScaledBy(o.Beta1).Add(dW.ScaledBy(1 - o.Beta1))
	o.V = o.V.ScaledBy(o.Beta2).Add(dW.Multiply(dW).ScaledBy(1 - o.Beta2))
	step := o.M.ScaledBy(1 / (1 - b1))
	for i, v := range o.V.Data {
		step.Data[i] /= math.Sqrt(v/(1-b2)) + o.Epsilon
	}
	return W.Subtract(step.ScaledBy(o.LearningRate))
}
