// Mistake, unnamed: the last example is not counted
// Seen: unseen: the accuracy is too low by one example
package metrics

func Accuracy(yTrue, yPred *given.Matrix) float64 {
	right, truth, classes := 0, Classes(yTrue), Classes(yPred)
	for i := 0; i < len(classes)-1; i++ {
		if classes[i] == truth[i] {
			right++
		}
	}
	return float64(right) / float64(len(truth))
}
