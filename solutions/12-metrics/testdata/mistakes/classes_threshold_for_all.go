// Mistake: a class needs more than 0.5 to be taken: the threshold is for one column
// Seen: numbers: every unsure prediction is class 0, whose precision is low
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
