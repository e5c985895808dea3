// Mistake: 0.5 itself becomes class 1, although the slide has preds > 0.5
// Seen: unseen: only a prediction of exactly 0.5 shows the mistake
package metrics

func Classes(Y *given.Matrix) []int {
	classes := make([]int, Y.Rows)
	for i := range classes {
		row := Y.Row(i)
		if len(row) == 1 {
			if row[0] >= 0.5 {
				classes[i] = 1
			}
			continue
		}
		classes[i] = slices.Index(row, slices.Max(row))
	}
	return classes
}
