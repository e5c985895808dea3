// Mistake: each element is compared with the first one, not with the largest so far
// Seen: numbers: accuracy is far too low, and only class 0 is right
package metrics

func Classes(Y *given.Matrix) []int {
	classes := make([]int, Y.Rows)
	for i := range Y.Rows {
		row := Y.Row(i)
		if len(row) == 1 && row[0] > 0.5 {
			classes[i] = 1
		}
		for j, y := range row {
			if y > row[0] {
				classes[i] = j
			}
		}
	}
	return classes
}
