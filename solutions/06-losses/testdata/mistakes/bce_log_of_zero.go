// Mistake: the logarithm of 0 is computed: it is infinite, and 0 times infinity is NaN
// Seen: nan: only the loss is NaN, as soon as a prediction is exactly 0 or 1
package losses

func (BinaryCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	sum := 0.0
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		sum -= y*math.Log(p) + (1-y)*math.Log(1-p)
	}
	return sum / float64(len(yTrue.Data))
}
