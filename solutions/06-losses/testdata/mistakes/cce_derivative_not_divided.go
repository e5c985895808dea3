// Mistake: it is not divided by n: the loss is a mean over the examples
// Seen: stuck: close to ln 10; a learning rate 64 times smaller cures it
// Seen: gradient: too large by a factor, the number of examples
package losses

func (CategoricalCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	dY := yTrue.Clone()
	for i, y := range yTrue.Data {
		dY.Data[i] = -y / max(yPred.Data[i], Epsilon)
	}
	return dY
}
