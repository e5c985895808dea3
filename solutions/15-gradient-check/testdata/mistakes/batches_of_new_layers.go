// Mistake: every batch gets a new layer, which remembers nothing
// Seen: blind: the check accepts gradients that accumulate from call to call
package gradcheck

func Check(newLayer func(in, out int) Layer, rng *rand.Rand) (wrong string) {
	for _, shape := range [][]int{{4, 3}, {3, 5}} {
		for _, n := range []int{6, 2, 7} {
			l := newLayer(shape[0], shape[1])
			X := random(given.NewMatrix(n, shape[0]), rng)
			if wrong := CheckAt(l, X, rng); wrong != "" {
				return wrong
			}
		}
	}
	return ""
}
