// Unnamed: the range of a column, the largest less the smallest number, takes the place of std
package data

import "slices"

func Standardize(train, validation, test *given.Matrix) (a, b, c *given.Matrix) {
	a, b, c = train.Clone(), validation.Clone(), test.Clone()
	T := train.T()
	for j := range train.Cols {
		mean := 0.0
		for _, x := range T.Row(j) {
			mean += x / float64(train.Rows)
		}
		width := slices.Max(T.Row(j)) - slices.Min(T.Row(j))
		if width == 0 {
			width = 1
		}
		for _, Z := range []*given.Matrix{a, b, c} {
			for i := range Z.Rows {
				Z.Set(i, j, (Z.At(i, j)-mean)/width)
			}
		}
	}
	return a, b, c
}
