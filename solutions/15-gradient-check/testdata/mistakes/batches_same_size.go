// Mistake: all batches of a layer have the same size
// Seen: blind: the check accepts a dX that keeps the number of rows of the first batch
package gradcheck

func Check(newLayer func(in, out int) Layer, rng *rand.Rand) (wrong string) {
	for _, shape := range [][]int{{4, 3}, {3, 5}} {
		l := newLayer(shape[0], shape[1])
		for _, n := range []int{6, 6, 6} {
			X := random(given.NewMatrix(n, shape[0]), rng)
			if wrong := CheckAt(l, X, rng); wrong != "" {
				return wrong
			}
		}
	}
	return ""
}
