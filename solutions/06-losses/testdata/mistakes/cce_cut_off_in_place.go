// Mistake: the function changes values that it should only read
// Seen: unseen: a probability of 0 becomes 1e-15 in the output of the softmax
package losses

func (CategoricalCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	sum := 0.0
	for i, y := range yTrue.Data {
		yPred.Data[i] = max(yPred.Data[i], Epsilon)
		sum -= y * math.Log(yPred.Data[i])
	}
	return sum / float64(yTrue.Rows)
}
