// Mistake: there are only as many classes as occur, not one per column of Y
// Seen: numbers: the confusion matrix has a different size for a different sample
package metrics

func ConfusionMatrix(yTrue, yPred *given.Matrix) (counts [][]int) {
	truth, predicted := Classes(yTrue), Classes(yPred)
	n := max(slices.Max(truth), slices.Max(predicted)) + 1
	for range n {
		counts = append(counts, make([]int, n))
	}
	for i, p := range predicted {
		counts[truth[i]][p]++
	}
	return counts
}
