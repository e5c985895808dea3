// Mistake: the difference is one-sided: it uses x and x + h
// Seen: gradient: finite differences agree to about five digits, and no better
package gradcheck

func agrees(E func() float64, X, dX *given.Matrix) bool {
	if dX == nil || dX.Rows != X.Rows || dX.Cols != X.Cols {
		return false
	}
	slopes, largest := X.Clone(), 0.0
	for i := range X.Data {
		_, right := Slopes(E, X, i)
		slopes.Data[i] = right
		largest = max(largest, math.Abs(slopes.Data[i]))
	}
	for i, d := range dX.Data {
		if !(math.Abs(d-slopes.Data[i]) <= 1e-6*largest) {
			return false
		}
	}
	return true
}
