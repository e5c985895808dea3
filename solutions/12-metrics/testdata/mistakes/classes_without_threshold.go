// Mistake: no threshold is used with one column, so the largest element is always in column 0
// Seen: numbers: all predictions are class 0, with one output
package metrics

func Classes(Y *given.Matrix) []int {
	classes := make([]int, Y.Rows)
	for i := range classes {
		row := Y.Row(i)
		classes[i] = slices.Index(row, slices.Max(row))
	}
	return classes
}
