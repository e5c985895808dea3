// Mistake: the choice does not depend on rng alone
// Seen: settings: two trainings with the same seed differ
package data

func TrainValidationTest(d Dataset, validation, test float64, rng *rand.Rand) (a, b, c Dataset) {
	n := d.X.Rows
	nv, nt := int(math.Round(validation*float64(n))), int(math.Round(test*float64(n)))
	order := rand.Perm(n)
	part := func(rows []int) Dataset {
		var x, y [][]float64
		for _, i := range rows {
			x, y = append(x, d.X.Row(i)), append(y, d.Y.Row(i))
		}
		return Dataset{given.MatrixOf(x...), given.MatrixOf(y...)}
	}
	return part(order[nv+nt:]), part(order[:nv]), part(order[nv : nv+nt])
}
