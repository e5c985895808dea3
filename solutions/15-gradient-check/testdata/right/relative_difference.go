// Right: the relative difference of each element, with a smallest denominator
package gradcheck

func agrees(E func() float64, X, dX *given.Matrix) bool {
	if dX == nil || X.Shape() != dX.Shape() {
		return false
	}
	for i, d := range dX.Data {
		left, right := Slopes(E, X, i)
		between := min(max(d, min(left, right)), max(left, right))
		if !(math.Abs(d-between)/max(math.Abs(d)+math.Abs(between), 1e-8) <= 1e-4) {
			return false
		}
	}
	return true
}
