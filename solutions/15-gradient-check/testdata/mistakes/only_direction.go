// Mistake: only the direction of a gradient is compared, so a factor passes
// Seen: blind: the check accepts a gradient that is seven times too large
package gradcheck

func agrees(E func() float64, X, dX *given.Matrix) bool {
	if dX == nil || dX.Rows != X.Rows || dX.Cols != X.Cols {
		return false
	}
	product, d2, s2 := 0.0, 0.0, 0.0
	for i, d := range dX.Data {
		left, right := Slopes(E, X, i)
		s := min(max(d, min(left, right)), max(left, right))
		product, d2, s2 = product+d*s, d2+d*d, s2+s*s
	}
	return product >= (1-1e-9)*math.Sqrt(d2*s2)
}
