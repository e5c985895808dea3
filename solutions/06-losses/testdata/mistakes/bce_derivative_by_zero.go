// Mistake: the derivative divides by 0
// Seen: nan: NaN as soon as a prediction is exactly 0 or 1
package losses

func (BinaryCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	dY := yTrue.Clone()
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		dY.Data[i] = (p - y) / (p * (1 - p)) / float64(len(yTrue.Data))
	}
	return dY
}
