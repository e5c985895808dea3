// Mistake: every element is computed like one on the diagonal
// Seen: grows: loss jumps up within two epochs and stays there
package softmax

func Jacobian(s []float64) *given.Matrix {
	J := given.NewMatrix(len(s), len(s))
	for i := range s {
		for j := range s {
			J.Set(i, j, s[i]*(1-s[j]))
		}
	}
	return J
}
