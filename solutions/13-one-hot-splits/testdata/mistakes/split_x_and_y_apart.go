// Mistake: X and Y are in different orders, so inputs and targets no longer match
// Seen: stuck: loss stays at 2.303 (ln 10) in every epoch; the accuracy is no better than guessing
package data

func TrainValidationTest(d Dataset, validation, test float64, rng *rand.Rand) (a, b, c Dataset) {
	n := d.X.Rows
	nv, nt := int(math.Round(validation*float64(n))), int(math.Round(test*float64(n)))
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	forX, forY := rng.Perm(n), rng.Perm(n)
	part := func(rows []int) Dataset {
		var x, y [][]float64
		for _, i := range rows {
			x, y = append(x, d.X.Row(forX[i])), append(y, d.Y.Row(forY[i]))
		}
		return Dataset{given.MatrixOf(x...), given.MatrixOf(y...)}
	}
	return part(all[nv+nt:]), part(all[:nv]), part(all[nv : nv+nt])
}
