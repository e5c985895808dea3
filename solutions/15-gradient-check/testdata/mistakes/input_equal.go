// Mistake: all elements of X are equal
// Seen: blind: the check accepts a ReLU that returns dY as it is
package gradcheck

func Check(newLayer func(in, out int) Layer, rng *rand.Rand) (wrong string) {
	for _, shape := range [][]int{{4, 3}, {3, 5}} {
		l := newLayer(shape[0], shape[1])
		for _, n := range []int{6, 2, 7} {
			X := given.NewMatrix(n, shape[0]).Apply(func(float64) float64 { return 1 })
			if wrong := CheckAt(l, X, rng); wrong != "" {
				return wrong
			}
		}
	}
	return ""
}
