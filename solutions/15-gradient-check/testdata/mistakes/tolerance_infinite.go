// Mistake: an infinite gradient passes, as with a tolerance relative to it
// Seen: blind: the check accepts infinite gradients
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
		if !(math.Abs(d-slopes.Data[i]) <= kinks.Data[i]+1e-6*max(largest, math.Abs(d))) {
			return false
		}
	}
	return true
}
