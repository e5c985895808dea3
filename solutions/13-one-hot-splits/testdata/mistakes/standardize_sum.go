// Mistake: std is the root of the sum, which is divided neither by n nor by n - 1
// Seen: slow: the inputs are all nearly 0, and nearer the more examples there are
package data

func Standardize(train, validation, test *given.Matrix) (a, b, c *given.Matrix) {
	a, b, c = train.Clone(), validation.Clone(), test.Clone()
	for j, total := range train.SumAxis0().Data {
		mean, sum := total/float64(train.Rows), 0.0
		for _, x := range train.T().Row(j) {
			sum += (x - mean) * (x - mean)
		}
		std := math.Sqrt(sum)
		for _, Z := range []*given.Matrix{a, b, c} {
			for i := range Z.Rows {
				if Z.Set(i, j, Z.At(i, j)-mean); std != 0 {
					Z.Set(i, j, Z.At(i, j)/std)
				}
			}
		}
	}
	return a, b, c
}
