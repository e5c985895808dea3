// Lazy: the parts have the right sizes and nothing in them
// Earns: nothing
package data

import "math"

func TrainValidationTest(d Dataset, validation, test float64, rng *rand.Rand) (a, b, c Dataset) {
	n := d.X.Rows
	v, t := int(math.Round(validation*float64(n))), int(math.Round(test*float64(n)))
	part := func(n int) Dataset {
		return Dataset{given.NewMatrix(n, d.X.Cols), given.NewMatrix(n, d.Y.Cols)}
	}
	return part(n - v - t), part(v), part(t)
}
