// Mistake: sizes are truncated, not rounded
// Seen: numbers: a part does not have the requested size
package data

func TrainValidationTest(d Dataset, validation, test float64, rng *rand.Rand) (a, b, c Dataset) {
	n := d.X.Rows
	nv, nt := int(validation*float64(n)), int(test*float64(n))
	order := rng.Perm(n)
	part := func(rows []int) Dataset {
		var x, y [][]float64
		for _, i := range rows {
			x, y = append(x, d.X.Row(i)), append(y, d.Y.Row(i))
		}
		return Dataset{given.MatrixOf(x...), given.MatrixOf(y...)}
	}
	return part(order[nv+nt:]), part(order[:nv]), part(order[nv : nv+nt])
}
