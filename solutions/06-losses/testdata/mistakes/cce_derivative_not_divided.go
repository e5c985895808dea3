// Mistake: the derivative is not divided by n, although the loss is a mean over the examples
// Seen: stuck: loss stays near 2.303 (ln 10); a learning rate 64 times smaller cures it
// Seen: gradient: the gradient is too large; the factor is the number of examples
package losses

func (CategoricalCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	dY := yTrue.Clone()
	for i, y := range yTrue.Data {
		dY.Data[i] = -y / max(yPred.Data[i], Epsilon)
	}
	return dY
}
