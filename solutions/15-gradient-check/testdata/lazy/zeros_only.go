// Lazy: only a dX of zeros is wrong
// Earns: nothing
package gradcheck

func Check(newLayer func(in, out int) Layer, rng *rand.Rand) (wrong string) {
	l := newLayer(4, 3)
	random := func(float64) float64 { return rng.NormFloat64() }
	Y := l.ForwardPropagation(given.NewMatrix(6, 4).Apply(random))
	for _, v := range l.BackwardPropagation(Y.Apply(random)).Data {
		if v != 0 {
			return ""
		}
	}
	return "dX"
}

func Slopes(E func() float64, X *given.Matrix, i int) (left, right float64) { return 0, 0 }

func CheckAt(l Layer, X *given.Matrix, rng *rand.Rand) (wrong string) { return "" }
