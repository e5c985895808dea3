// Mistake: predictions and targets are compared as numbers, not as classes
// Seen: numbers: accuracy is 0 in every epoch, although the loss falls
package metrics

func Accuracy(yTrue, yPred *given.Matrix) float64 {
	right := 0
	for i, y := range yTrue.Data {
		if y == yPred.Data[i] {
			right++
		}
	}
	return float64(right) / float64(len(yTrue.Data))
}
