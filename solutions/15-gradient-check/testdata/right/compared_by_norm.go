// Right: the norm of the difference is compared with the norm of the slopes
package gradcheck

func agrees(E func() float64, X, dX *given.Matrix) bool {
	if dX == nil || X.Shape() != dX.Shape() {
		return false
	}
	far, size := 0.0, 0.0
	for i, d := range dX.Data {
		left, right := Slopes(E, X, i)
		between := min(max(d, min(left, right)), max(left, right))
		far, size = math.Hypot(far, d-between), math.Hypot(size, (left+right)/2)
	}
	return far <= 1e-6*size
}
