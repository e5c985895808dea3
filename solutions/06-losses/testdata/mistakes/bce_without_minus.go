// Mistake: the minus before the sum is missing, so the loss is negative
// Seen: numbers: loss is negative, and rises while the accuracy rises
package losses

func (BinaryCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	sum := 0.0
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		sum += y*math.Log(max(p, Epsilon)) + (1-y)*math.Log(max(1-p, Epsilon))
	}
	return sum / float64(len(yTrue.Data))
}
