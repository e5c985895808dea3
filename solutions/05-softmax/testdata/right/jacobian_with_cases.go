// Right: δ_ij is 1 on the diagonal: s_i·(δ_ij - s_j)
package softmax

func Jacobian(s []float64) *given.Matrix {
	J := given.NewMatrix(len(s), len(s))
	for i := range s {
		for j := range s {
			δ := 0.0
			if i == j {
				δ = 1
			}
			J.Set(i, j, s[i]*(δ-s[j]))
		}
	}
	return J
}
