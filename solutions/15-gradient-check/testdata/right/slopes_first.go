// Right: dY is uniform, the slopes are taken before the backward pass
package gradcheck

func CheckAt(l Layer, X *given.Matrix, rng *rand.Rand) (wrong string) {
	R := l.ForwardPropagation(X).Apply(func(float64) float64 { return 2*rng.Float64() - 1 })
	E := func() float64 { return R.Multiply(l.ForwardPropagation(X)).SumAxis0().T().SumAxis0().At(0, 0) }
	type side struct{ left, right float64 }
	all := func(m *given.Matrix) (s []side) {
		for i := range m.Data {
			left, right := Slopes(E, m, i)
			s = append(s, side{left, right})
		}
		return s
	}
	of, names := []*given.Matrix{X}, []string{"dX"}
	for _, p := range l.Params() {
		of, names = append(of, p.Value), append(names, "d"+p.Name)
	}
	var slopes [][]side
	for _, m := range of {
		slopes = append(slopes, all(m))
	}
	before := E()
	gradients := []*given.Matrix{l.BackwardPropagation(R)}
	if after := E(); after != before {
		return "E"
	}
	for _, p := range l.Params() {
		gradients = append(gradients, p.Grad)
	}
	for k, g := range gradients {
		if g == nil || g.Shape() != of[k].Shape() {
			return names[k]
		}
		size := 0.0
		for _, s := range slopes[k] {
			size = max(size, math.Abs(s.left), math.Abs(s.right))
		}
		for i, s := range slopes[k] {
			low, high := min(s.left, s.right)-1e-6*size, max(s.left, s.right)+1e-6*size
			if d := g.Data[i]; math.IsNaN(d) || d < low || d > high {
				return names[k]
			}
		}
	}
	return ""
}
