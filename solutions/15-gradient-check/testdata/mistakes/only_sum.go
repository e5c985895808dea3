// Mistake: only the sum of the elements is compared
// Seen: blind: the check accepts two wrong elements whose mistakes cancel
package gradcheck

func agrees(E func() float64, X, dX *given.Matrix) bool {
	if dX == nil || dX.Rows != X.Rows || dX.Cols != X.Cols {
		return false
	}
	sum, want, kinks := 0.0, 0.0, 0.0
	for i, d := range dX.Data {
		left, right := Slopes(E, X, i)
		sum, want, kinks = sum+d, want+(left+right)/2, kinks+math.Abs(right-left)/2
	}
	return math.Abs(sum-want) <= kinks+1e-6*math.Abs(want)
}
