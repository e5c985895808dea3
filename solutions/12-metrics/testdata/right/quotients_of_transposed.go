// Right: the recall is the precision of the transposed matrix
package metrics

func Recall(counts [][]int, k int) float64 {
	transposed := make([][]int, len(counts))
	for i := range counts {
		for j := range counts {
			transposed[i] = append(transposed[i], counts[j][i])
		}
	}
	return Precision(transposed, k)
}
