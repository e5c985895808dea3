// Mistake: the counts are transposed, although the true class is the row
// Seen: numbers: precision and recall are swapped
package metrics

func ConfusionMatrix(yTrue, yPred *given.Matrix) (counts [][]int) {
	for range max(yTrue.Cols, 2) {
		counts = append(counts, make([]int, max(yTrue.Cols, 2)))
	}
	truth := Classes(yTrue)
	for i, p := range Classes(yPred) {
		counts[p][truth[i]]++
	}
	return counts
}
