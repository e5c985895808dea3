// Mistake: all elements of dY are positive
// Seen: blind: the check accepts a ReLU that sets negative elements of dY to 0
package gradcheck

func CheckAt(l Layer, X *given.Matrix, rng *rand.Rand) (wrong string) {
	R := l.ForwardPropagation(X).Apply(func(float64) float64 { return rng.Float64() })
	E := func() float64 {
		sum := 0.0
		for _, v := range R.Multiply(l.ForwardPropagation(X)).Data {
			sum += v
		}
		return sum
	}
	before := E()
	dX := l.BackwardPropagation(R)
	switch {
	case E() != before:
		return "E"
	case !agrees(E, X, dX):
		return "dX"
	}
	for _, p := range l.Params() {
		if !agrees(E, p.Value, p.Grad) {
			return "d" + p.Name
		}
	}
	return ""
}
