// Mistake: at a kink only one value is right for the check
// Seen: gradient: the check rejects a ReLU that is right, at inputs of exactly 0
package gradcheck

func agrees(E func() float64, X, dX *given.Matrix) bool {
	if dX == nil || dX.Rows != X.Rows || dX.Cols != X.Cols {
		return false
	}
	slopes, largest := X.Clone(), 0.0
	for i := range X.Data {
		left, right := Slopes(E, X, i)
		slopes.Data[i] = (left + right) / 2
		largest = max(largest, math.Abs(slopes.Data[i]))
	}
	for i, d := range dX.Data {
		if !(math.Abs(d-slopes.Data[i]) <= 1e-6*largest) {
			return false
		}
	}
	return true
}
