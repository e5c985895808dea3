// Mistake: no batch has more examples than the layer has inputs
// Seen: blind: the check accepts a loop over the examples that ends at the number of inputs
package gradcheck

func Check(newLayer func(in, out int) Layer, rng *rand.Rand) (wrong string) {
	for _, shape := range [][]int{{4, 3}, {3, 5}} {
		l := newLayer(shape[0], shape[1])
		for _, n := range []int{2, 3, 2} {
			X := random(given.NewMatrix(n, shape[0]), rng)
			if wrong := CheckAt(l, X, rng); wrong != "" {
				return wrong
			}
		}
	}
	return ""
}
