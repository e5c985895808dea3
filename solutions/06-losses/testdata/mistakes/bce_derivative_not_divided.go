// Mistake: it is not divided, as on the slide: but the slide's loss is a mean
// Seen: stuck: near ln 2 with two classes; a learning rate 64 times smaller cures it
// Seen: gradient: too large by a factor, the number of elements
package losses

func (BinaryCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	dY := yTrue.Clone()
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		dY.Data[i] = -y/max(p, Epsilon) + (1-y)/max(1-p, Epsilon)
	}
	return dY
}
