// Mistake: the derivative is not divided, as on the slide, although the slide's loss is a mean
// Seen: stuck: loss stays near 0.693 (ln 2), two classes; a learning rate 64 times smaller cures it
// Seen: gradient: the gradient is too large; the factor is the number of elements
package losses

func (BinaryCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	dY := yTrue.Clone()
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		dY.Data[i] = -y/max(p, Epsilon) + (1-y)/max(1-p, Epsilon)
	}
	return dY
}
