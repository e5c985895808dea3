// Mistake: there is one batch only
// Seen: blind: the check accepts gradients that accumulate from call to call
package gradcheck

func Check(newLayer func(in, out int) Layer, rng *rand.Rand) (wrong string) {
	for _, shape := range [][]int{{4, 3}} {
		l := newLayer(shape[0], shape[1])
		for _, n := range []int{6} {
			X := random(given.NewMatrix(n, shape[0]), rng)
			if wrong := CheckAt(l, X, rng); wrong != "" {
				return wrong
			}
		}
	}
	return ""
}
