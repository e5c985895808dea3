// Mistake: only the gradients of the parameters are checked, not dX
// Seen: blind: the check accepts a dX of zeros
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
	l.BackwardPropagation(R)
	if E() != before {
		return "E"
	}
	for _, p := range l.Params() {
		if !agrees(E, p.Value, p.Grad) {
			return "d" + p.Name
		}
	}
	return ""
}
