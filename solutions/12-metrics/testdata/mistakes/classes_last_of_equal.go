// Mistake: of equal elements the last one is chosen, not the first
// Seen: unseen: only two equal outputs show the mistake
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
		for j, v := range row {
			if v >= row[classes[i]] {
				classes[i] = j
			}
		}
	}
	return classes
}
