// Mistake: the last wrong gradient is named, not the first
// Seen: unseen
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
	if E() != before {
		return "E"
	}
	if !agrees(E, X, dX) {
		wrong = "dX"
	}
	for _, p := range l.Params() {
		if !agrees(E, p.Value, p.Grad) {
			wrong = "d" + p.Name
		}
	}
	return wrong
}
