// Mistake: only the first parameter is checked
// Seen: blind: the check accepts a dB of zeros
package gradcheck

func CheckAt(l Layer, X *given.Matrix, rng *rand.Rand) (wrong string) {
	R := random(l.ForwardPropagation(X), rng)
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
	if p := l.Params(); len(p) > 0 {
		if !agrees(E, p[0].Value, p[0].Grad) {
			return "d" + p[0].Name
		}
	}
	return ""
}
