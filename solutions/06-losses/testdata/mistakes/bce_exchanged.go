// Mistake: yTrue and yPred are swapped, so the logarithm contains the target
// Seen: numbers: loss is above 2, although 98 % of the examples are right
package losses

func (BinaryCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	yTrue, yPred = yPred, yTrue
	sum := 0.0
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		sum -= y*math.Log(max(p, Epsilon)) + (1-y)*math.Log(max(1-p, Epsilon))
	}
	return sum / float64(len(yTrue.Data))
}
