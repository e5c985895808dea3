// Mistake: the cut-off also changes predictions far from 0 and 1
// Seen: numbers: loss of a single example is never above 4.6
package losses

func (BinaryCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	sum := 0.0
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		sum -= y*math.Log(max(p, 0.01)) + (1-y)*math.Log(max(1-p, 0.01))
	}
	return sum / float64(len(yTrue.Data))
}
