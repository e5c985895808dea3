// Lazy: every layer is right
// Earns: nothing
package gradcheck

func Slopes(E func() float64, X *given.Matrix, i int) (left, right float64) { return 0, 0 }

func CheckAt(l Layer, X *given.Matrix, rng *rand.Rand) (wrong string) { return "" }

func Check(newLayer func(in, out int) Layer, rng *rand.Rand) (wrong string) { return "" }
