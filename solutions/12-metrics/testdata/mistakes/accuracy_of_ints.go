// Mistake: two ints are divided, so a quotient below 1 becomes 0
// Seen: numbers: accuracy is 0 in every epoch, although the loss falls
package metrics

func Accuracy(yTrue, yPred *given.Matrix) float64 {
	right, truth := 0, Classes(yTrue)
	for i, class := range Classes(yPred) {
		if class == truth[i] {
			right++
		}
	}
	return float64(right / len(truth))
}
