// Mistake: a class needs more than 0.5 to be taken: the threshold is for one column
package metrics

func Classes(Y *given.Matrix) []int {
	classes := make([]int, Y.Rows)
	for i := range classes {
		row := Y.Row(i)
		for j, v := range row {
			if v > 0.5 {
				classes[i] = j
			}
		}
	}
	return classes
}
