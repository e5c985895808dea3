// Mistake: two zeros are not equal: 0/0 is NaN, and 0 < 0 is false
// Seen: gradient: the check rejects a ReLU that is right, because its difference is NaN
package gradcheck

func agrees(E func() float64, X, dX *given.Matrix) bool {
	if dX == nil || dX.Rows != X.Rows || dX.Cols != X.Cols {
		return false
	}
	slopes, kinks := X.Clone(), X.Clone()
	for i := range X.Data {
		left, right := Slopes(E, X, i)
		slopes.Data[i], kinks.Data[i] = (left+right)/2, math.Abs(right-left)/2
	}
	for i, d := range dX.Data {
		if !(math.Abs(d-slopes.Data[i])/(math.Abs(d)+math.Abs(slopes.Data[i])) <= 1e-6+kinks.Data[i]/math.Abs(slopes.Data[i])) {
			return false
		}
	}
	return true
}
