// Mistake: E is the mean of the outputs, but dY belongs to their sum
// Seen: gradient: the check rejects every layer, also a dense layer that is right
package gradcheck

func CheckAt(l Layer, X *given.Matrix, rng *rand.Rand) (wrong string) {
	R := random(l.ForwardPropagation(X), rng)
	E := func() float64 {
		sum := 0.0
		for _, v := range R.Multiply(l.ForwardPropagation(X)).Data {
			sum += v
		}
		return sum / float64(len(R.Data))
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
