// Mistake: a small number is added to std or to its square, although a std of 0 is a separate case
// Seen: unseen: the numbers differ in their last digits
package data

func Standardize(train, validation, test *given.Matrix) (a, b, c *given.Matrix) {
	minusMean, std := moments(train)
	return moveAndScale(train, minusMean, std), moveAndScale(validation, minusMean, std),
		moveAndScale(test, minusMean, std)
}

func moments(X *given.Matrix) (minusMean, std *given.Matrix) {
	n := float64(X.Rows)
	minusMean = X.SumAxis0().Apply(func(sum float64) float64 { return -sum / n })
	d := X.AddToRows(minusMean)
	return minusMean, d.Multiply(d).SumAxis0().Apply(func(sum float64) float64 { return math.Sqrt(sum / n) })
}

func moveAndScale(X, minusMean, std *given.Matrix) *given.Matrix {
	Z := X.AddToRows(minusMean)
	for i := range Z.Data {
		Z.Data[i] /= std.Data[i%Z.Cols] + 1e-8
	}
	return Z
}
