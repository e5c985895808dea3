// Mistake: all rows share one slice, so every count appears in all rows
// Seen: numbers: all rows of the confusion matrix are equal
package metrics

func ConfusionMatrix(yTrue, yPred *given.Matrix) (counts [][]int) {
	n := max(2, yTrue.Cols)
	row := make([]int, n)
	for range n {
		counts = append(counts, row)
	}
	predicted := Classes(yPred)
	for i, k := range Classes(yTrue) {
		counts[k][predicted[i]]++
	}
	return counts
}
