// Mistake: a later batch overwrites the answer for an earlier one
// Seen: blind: the check accepts a layer that is wrong in its first batch only
package gradcheck

func Check(newLayer func(in, out int) Layer, rng *rand.Rand) (wrong string) {
	for _, shape := range [][]int{{4, 3}, {3, 5}} {
		l := newLayer(shape[0], shape[1])
		for _, n := range []int{6, 2, 7} {
			X := random(given.NewMatrix(n, shape[0]), rng)
			wrong = CheckAt(l, X, rng)
		}
	}
	return wrong
}
