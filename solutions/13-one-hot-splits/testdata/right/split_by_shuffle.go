// Right: the test part is cut off first, and each part is copied by a helper
package data

func TrainValidationTest(d Dataset, validation, test float64, rng *rand.Rand) (a, b, c Dataset) {
	order := make([]int, d.X.Rows)
	for i := range order {
		order[i] = i
	}
	rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	take := func(share float64) Dataset {
		n := int(math.Round(share * float64(d.X.Rows)))
		part := pick(d, order[len(order)-n:])
		order = order[:len(order)-n]
		return part
	}
	c = take(test)
	b = take(validation)
	return pick(d, order), b, c
}

func pick(d Dataset, rows []int) Dataset {
	part := Dataset{given.NewMatrix(len(rows), d.X.Cols), given.NewMatrix(len(rows), d.Y.Cols)}
	for i, k := range rows {
		copy(part.X.Row(i), d.X.Row(k))
		copy(part.Y.Row(i), d.Y.Row(k))
	}
	return part
}
