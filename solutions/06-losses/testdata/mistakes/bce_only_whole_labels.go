// Mistake: a target between 0 and 1 is treated as 0
// Seen: unseen: loss falls as usual; only targets between 0 and 1 show the mistake
package losses

func (BinaryCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	sum := 0.0
	for i, y := range yTrue.Data {
		if y == 1 {
			sum -= math.Log(max(yPred.Data[i], Epsilon))
		} else {
			sum -= math.Log(max(1-yPred.Data[i], Epsilon))
		}
	}
	return sum / float64(len(yTrue.Data))
}
