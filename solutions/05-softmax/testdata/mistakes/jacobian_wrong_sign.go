// Mistake: the elements off the diagonal have the wrong sign: if x_j grows, the other s_i shrink
// Seen: grows: it jumps up within two epochs and stays there
package softmax

func Jacobian(s []float64) *given.Matrix {
	J := given.NewMatrix(len(s), len(s))
	for i := range s {
		for j := range s {
			J.Set(i, j, s[i]*s[j])
		}
		J.Set(i, i, s[i]*(1-s[i]))
	}
	return J
}
