// Mistake: only the diagonal, the slide's f(x)(1 - f(x)), is set, but the sum depends on every x_j
// Seen: grows: loss is 2.4 in the first epoch, 13 in the second, 500 in the third
package softmax

func Jacobian(s []float64) *given.Matrix {
	J := given.NewMatrix(len(s), len(s))
	for i := range s {
		J.Set(i, i, s[i]*(1-s[i]))
	}
	return J
}
