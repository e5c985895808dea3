// Mistake: one mean and one std are used for all columns
// Seen: numbers: the columns do not have the standard deviation 1
package data

func Standardize(train, validation, test *given.Matrix) (a, b, c *given.Matrix) {
	n, sum, squares := float64(len(train.Data)), 0.0, 0.0
	for _, x := range train.Data {
		sum += x
		squares += x * x
	}
	mean := sum / n
	std := math.Sqrt(squares/n - mean*mean)
	z := func(x float64) float64 { return (x - mean) / std }
	return train.Apply(z), validation.Apply(z), test.Apply(z)
}
