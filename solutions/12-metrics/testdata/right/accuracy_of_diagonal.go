// Right: the accuracy is the diagonal of the confusion matrix, divided by the sum of all
package metrics

func Accuracy(yTrue, yPred *given.Matrix) float64 {
	right, all := 0.0, 0.0
	for t, row := range ConfusionMatrix(yTrue, yPred) {
		for p, n := range row {
			all += float64(n)
			if t == p {
				right += float64(n)
			}
		}
	}
	return right / all
}
