// Unnamed: a std that is small compared with the mean counts as 0
package data

func Standardize(train, validation, test *given.Matrix) (a, b, c *given.Matrix) {
	n := float64(train.Rows)
	mean := train.SumAxis0().ScaledBy(1 / n)
	d := train.AddToRows(mean.ScaledBy(-1))
	std := d.Multiply(d).SumAxis0().Apply(func(sum float64) float64 { return math.Sqrt(sum / n) })
	transform := func(X *given.Matrix) *given.Matrix {
		Z := X.AddToRows(mean.ScaledBy(-1))
		for i := range Z.Data {
			if j := i % Z.Cols; std.Data[j] > 1e-6*math.Abs(mean.Data[j]) {
				Z.Data[i] /= std.Data[j]
			}
		}
		return Z
	}
	return transform(train), transform(validation), transform(test)
}
