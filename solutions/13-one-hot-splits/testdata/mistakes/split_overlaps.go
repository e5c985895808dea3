// Mistake: the parts overlap: some examples are in two of them, others in none
// Seen: validation: 97 % are right in validation instead of 91 %, and its loss does not turn up
package data

func TrainValidationTest(d Dataset, validation, test float64, rng *rand.Rand) (a, b, c Dataset) {
	n := d.X.Rows
	nv, nt := int(math.Round(validation*float64(n))), int(math.Round(test*float64(n)))
	part := func(rows []int) Dataset {
		var x, y [][]float64
		for _, i := range rows {
			x, y = append(x, d.X.Row(i)), append(y, d.Y.Row(i))
		}
		return Dataset{given.MatrixOf(x...), given.MatrixOf(y...)}
	}
	return part(rng.Perm(n)[nv+nt:]), part(rng.Perm(n)[:nv]), part(rng.Perm(n)[:nt])
}
