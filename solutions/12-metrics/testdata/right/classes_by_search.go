// Right: the largest element is searched from the right, and the threshold is one more column of 0.5
package metrics

func Classes(Y *given.Matrix) []int {
	var classes []int
	for i := range Y.Rows {
		row := Y.Row(i)
		if Y.Cols == 1 {
			row = []float64{0.5, row[0]}
		}
		best := len(row) - 1
		for j := best; j >= 0; j-- {
			if row[j] >= row[best] {
				best = j
			}
		}
		classes = append(classes, best)
	}
	return classes
}
