// Mistake: E does not change with X, because it does not use the output of a new forward pass
// Seen: gradient: the check rejects every layer, also a dense layer that is right
package gradcheck

func CheckAt(l Layer, X *given.Matrix, rng *rand.Rand) (wrong string) {
	Y := l.ForwardPropagation(X)
	R := random(Y, rng)
	E := func() float64 {
		sum := 0.0
		for _, v := range R.Multiply(Y).Data {
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
