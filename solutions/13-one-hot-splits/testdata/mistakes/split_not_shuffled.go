// Mistake: the examples are not shuffled, so sorted data gives sorted parts
// Seen: validation: 94 % are right in training, 4 % in validation, if the data is sorted by class
package data

func TrainValidationTest(d Dataset, validation, test float64, rng *rand.Rand) (a, b, c Dataset) {
	n := d.X.Rows
	nv, nt := int(math.Round(validation*float64(n))), int(math.Round(test*float64(n)))
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	part := func(rows []int) Dataset {
		var x, y [][]float64
		for _, i := range rows {
			x, y = append(x, d.X.Row(i)), append(y, d.Y.Row(i))
		}
		return Dataset{given.MatrixOf(x...), given.MatrixOf(y...)}
	}
	return part(order[:n-nv-nt]), part(order[n-nv-nt : n-nt]), part(order[n-nt:])
}
