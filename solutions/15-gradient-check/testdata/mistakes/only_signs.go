// Mistake: only the signs are compared
// Seen: blind: the check accepts a gradient that is seven times too large
package gradcheck

func agrees(E func() float64, X, dX *given.Matrix) bool {
	if dX == nil || dX.Rows != X.Rows || dX.Cols != X.Cols {
		return false
	}
	slopes, kinks, largest := X.Clone(), X.Clone(), 0.0
	for i := range X.Data {
		left, right := Slopes(E, X, i)
		slopes.Data[i], kinks.Data[i] = (left+right)/2, math.Abs(right-left)/2
		largest = max(largest, math.Abs(slopes.Data[i]))
	}
	for i, d := range dX.Data {
		if d*slopes.Data[i] < 0 && kinks.Data[i] < 0.1*largest {
			return false
		}
	}
	return true
}
