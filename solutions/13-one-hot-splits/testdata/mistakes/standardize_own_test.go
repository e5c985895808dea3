// Mistake: the test part has its own means, so its shift differs from the training part
// Seen: numbers: the columns of the test part have the mean 0 to the last digit
package data

func Standardize(train, validation, test *given.Matrix) (a, b, c *given.Matrix) {
	own := func(X *given.Matrix) *given.Matrix {
		minusMean, std := moments(X)
		return moveAndScale(X, minusMean, std)
	}
	minusMean, std := moments(train)
	return own(train), moveAndScale(validation, minusMean, std), own(test)
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
		if std.Data[i%Z.Cols] != 0 {
			Z.Data[i] /= std.Data[i%Z.Cols]
		}
	}
	return Z
}
