// Mistake, unnamed: the derivative of the binary cross-entropy is 0 where the probability is cut
// Seen: stuck: a network that is certain and wrong never corrects itself
package losses

func (BinaryCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	dY := yTrue.Clone()
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		if p < Epsilon || 1-p < Epsilon {
			dY.Data[i] = 0
			continue
		}
		dY.Data[i] = (-y/max(p, Epsilon) + (1-y)/max(1-p, Epsilon)) / float64(len(yTrue.Data))
	}
	return dY
}
