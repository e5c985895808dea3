// Mistake: dY is a multiple of Y: E is the sum of the squares
// Seen: blind: the check accepts a ReLU that returns dY as it is
package gradcheck

func CheckAt(l Layer, X *given.Matrix, rng *rand.Rand) (wrong string) {
	R := l.ForwardPropagation(X).ScaledBy(2)
	E := func() float64 {
		sum := 0.0
		for _, v := range l.ForwardPropagation(X).Data {
			sum += v * v
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
