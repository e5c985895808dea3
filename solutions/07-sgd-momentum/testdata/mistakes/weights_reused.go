// Mistake: the function changes values that it should only read
// Seen: unseen
package sgd

var weights = map[*SGD]*given.Matrix{}

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	V := o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	if weights[o] == nil {
		weights[o] = given.NewMatrix(W.Rows, W.Cols)
	}
	V = V.ScaledBy(o.Momentum).Add(dW.ScaledBy(1 - o.Momentum))
	o.RetainedGradient = V
	copy(weights[o].Data, W.Subtract(V.ScaledBy(o.LearningRate)).Data)
	return weights[o]
}
