// Mistake: the sum is treated as a constant on the diagonal
// Seen: grows: loss is good for two epochs, then jumps up and stays there
package softmax

func Jacobian(s []float64) *given.Matrix {
	J := given.NewMatrix(len(s), len(s))
	for i := range s {
		for j := range s {
			J.Set(i, j, -s[i]*s[j])
		}
		J.Set(i, i, s[i])
	}
	return J
}
