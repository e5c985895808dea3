// Mistake: dY is the same for all examples
// Seen: blind: the check accepts a dX that is right in the first row only
package gradcheck

func CheckAt(l Layer, X *given.Matrix, rng *rand.Rand) (wrong string) {
	Y := l.ForwardPropagation(X)
	R := Y.ScaledBy(0).AddToRows(random(given.NewMatrix(1, Y.Cols), rng))
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
