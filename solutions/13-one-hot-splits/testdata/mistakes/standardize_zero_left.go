// Mistake: a column with std 0 is left unchanged, not shifted
// Seen: unseen: a pixel that is always 0 remains 0
package data

func Standardize(train, validation, test *given.Matrix) (a, b, c *given.Matrix) {
	a, b, c = train.Clone(), validation.Clone(), test.Clone()
	for j, total := range train.SumAxis0().Data {
		mean, sum := total/float64(train.Rows), 0.0
		for _, x := range train.T().Row(j) {
			sum += (x - mean) * (x - mean)
		}
		std := math.Sqrt(sum / float64(train.Rows))
		for _, Z := range []*given.Matrix{a, b, c} {
			for i := range Z.Rows {
				if std != 0 {
					Z.Set(i, j, (Z.At(i, j)-mean)/std)
				}
			}
		}
	}
	return a, b, c
}
