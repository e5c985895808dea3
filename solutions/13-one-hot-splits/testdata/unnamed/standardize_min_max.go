// Unnamed: each column is scaled to the numbers from 0 to 1
package data

import "slices"

func Standardize(train, validation, test *given.Matrix) (a, b, c *given.Matrix) {
	a, b, c = train.Clone(), validation.Clone(), test.Clone()
	T := train.T()
	for j := range train.Cols {
		least := slices.Min(T.Row(j))
		width := slices.Max(T.Row(j)) - least
		if width == 0 {
			width = 1
		}
		for _, Z := range []*given.Matrix{a, b, c} {
			for i := range Z.Rows {
				Z.Set(i, j, (Z.At(i, j)-least)/width)
			}
		}
	}
	return a, b, c
}
