// Unnamed: at a kink only the two slopes and their mean pass, not every value between the slopes
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
		off := math.Abs(d - slopes.Data[i])
		if !(min(off, math.Abs(off-kinks.Data[i])) <= 1e-4*largest) {
			return false
		}
	}
	return true
}
