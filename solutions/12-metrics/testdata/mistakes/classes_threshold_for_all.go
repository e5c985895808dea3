// Mistake: a class is chosen only above 0.5, although the threshold is for one column
// Seen: numbers: every uncertain prediction is class 0, which has a low precision
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
