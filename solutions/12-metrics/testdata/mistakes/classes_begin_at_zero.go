// Mistake: the search starts with a largest element of 0, which no negative one exceeds
// Seen: numbers: all predictions are class 0, if the outputs are below 0
package metrics

func Classes(Y *given.Matrix) []int {
	classes := make([]int, Y.Rows)
	for i := range classes {
		row := Y.Row(i)
		if len(row) == 1 {
			if row[0] > 0.5 {
				classes[i] = 1
			}
			continue
		}
		largest := 0.0
		for j, v := range row {
			if v > largest {
				classes[i], largest = j, v
			}
		}
	}
	return classes
}
