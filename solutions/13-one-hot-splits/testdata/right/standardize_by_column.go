// Right: one column after the other, with loops, and 1 in the place of a std of 0
package data

func Standardize(train, validation, test *given.Matrix) (a, b, c *given.Matrix) {
	a, b, c = train.Clone(), validation.Clone(), test.Clone()
	for j := range train.Cols {
		mean, square := 0.0, 0.0
		for i := range train.Rows {
			mean += train.At(i, j)
		}
		mean /= float64(train.Rows)
		for i := range train.Rows {
			square += math.Pow(train.At(i, j)-mean, 2) / float64(train.Rows)
		}
		std := math.Sqrt(square)
		if std == 0 {
			std = 1
		}
		for _, Z := range []*given.Matrix{a, b, c} {
			for i := range Z.Rows {
				Z.Set(i, j, (Z.At(i, j)-mean)/std)
			}
		}
	}
	return a, b, c
}
