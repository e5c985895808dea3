// Mistake: the three sizes are computed separately, so they do not add up to n
// Seen: numbers: the three parts together have one example more or fewer than the data
package data

func TrainValidationTest(d Dataset, validation, test float64, rng *rand.Rand) (a, b, c Dataset) {
	n := d.X.Rows
	nv, nt := int(math.Round(validation*float64(n))), int(math.Round(test*float64(n)))
	na := int(math.Round((1 - validation - test) * float64(n)))
	order := rng.Perm(n)
	part := func(rows []int) Dataset {
		var x, y [][]float64
		for _, i := range rows {
			x, y = append(x, d.X.Row(i)), append(y, d.Y.Row(i))
		}
		return Dataset{given.MatrixOf(x...), given.MatrixOf(y...)}
	}
	return part(order[:na]), part(order[na : na+nv]), part(order[n-nt:])
}
