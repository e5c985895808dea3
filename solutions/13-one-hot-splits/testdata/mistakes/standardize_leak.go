// Mistake: mean and std include all parts, so the test part leaks into the training
// Seen: unseen: the result on the test part is a little too good
package data

import "slices"

func Standardize(train, validation, test *given.Matrix) (a, b, c *given.Matrix) {
	all := given.NewMatrix(train.Rows+validation.Rows+test.Rows, train.Cols)
	copy(all.Data, slices.Concat(train.Data, validation.Data, test.Data))
	minusMean, std := moments(all)
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
		if std.Data[i%Z.Cols] != 0 {
			Z.Data[i] /= std.Data[i%Z.Cols]
		}
	}
	return Z
}
