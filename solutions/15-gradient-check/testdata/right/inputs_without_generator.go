// Right: the inputs and dY are sines, not random numbers, and there are many shapes
package gradcheck

func Check(newLayer func(in, out int) Layer, rng *rand.Rand) (wrong string) {
	k := 0.0
	for in := 1; in <= 5; in++ {
		for out := 1; out <= 5; out++ {
			l := newLayer(in, out)
			for _, n := range []int{1, 5, 3, 8} {
				X := given.NewMatrix(n, in).Apply(func(float64) float64 {
					k++
					return 2 * math.Sin(k*k)
				})
				if wrong := CheckAt(l, X, rng); wrong != "" {
					return wrong
				}
			}
		}
	}
	return ""
}
