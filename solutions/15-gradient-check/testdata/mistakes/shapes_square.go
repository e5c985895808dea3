// Mistake: all layers are square: in and out are equal
// Seen: blind: the check accepts a loop with the wrong bound, such as in instead of out
package gradcheck

func Check(newLayer func(in, out int) Layer, rng *rand.Rand) (wrong string) {
	for _, shape := range [][]int{{4, 4}, {3, 3}} {
		l := newLayer(shape[0], shape[1])
		for _, n := range []int{6, 2, 7} {
			X := random(given.NewMatrix(n, shape[0]), rng)
			if wrong := CheckAt(l, X, rng); wrong != "" {
				return wrong
			}
		}
	}
	return ""
}
