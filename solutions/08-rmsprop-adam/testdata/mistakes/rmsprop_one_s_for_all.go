// Mistake: one number divides all elements: the root of the sum of S
// Seen: slow: weights with small gradients hardly move, and less the more elements there are
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(1, 1)
	}
	squares := 0.0
	for _, g := range dW.Data {
		squares += g * g
	}
	o.S = o.S.ScaledBy(o.Beta).Add(given.MatrixOf([]float64{(1 - o.Beta) * squares}))
	return W.Subtract(dW.ScaledBy(o.LearningRate / (math.Sqrt(o.S.At(0, 0)) + o.Epsilon)))
}
