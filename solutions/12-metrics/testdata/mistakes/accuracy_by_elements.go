// Mistake: the number of right examples is divided by the number of elements
// Seen: numbers: accuracy is never above 0.1, with ten classes
package metrics

func Accuracy(yTrue, yPred *given.Matrix) float64 {
	right, truth := 0, Classes(yTrue)
	for i, class := range Classes(yPred) {
		if class == truth[i] {
			right++
		}
	}
	return float64(right) / float64(len(yTrue.Data))
}
