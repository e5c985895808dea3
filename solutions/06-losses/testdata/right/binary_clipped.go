// Right: y* is clipped to [Epsilon, 1 - Epsilon], as with np.clip, and the derivative is one fraction
package losses

func (BinaryCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	p := clip(yPred)
	sum := 0.0
	for i, y := range yTrue.Data {
		sum += y*math.Log(p.Data[i]) + (1-y)*math.Log(1-p.Data[i])
	}
	return -sum / float64(len(yTrue.Data))
}

func (BinaryCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	p := clip(yPred)
	for i, y := range yTrue.Data {
		v := p.Data[i]
		p.Data[i] = (v - y) / (v * (1 - v)) / float64(len(yTrue.Data))
	}
	return p
}

func clip(Y *given.Matrix) *given.Matrix {
	return Y.Apply(func(p float64) float64 { return math.Min(math.Max(p, Epsilon), 1-Epsilon) })
}
