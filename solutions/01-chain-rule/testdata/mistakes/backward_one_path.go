// Mistake: dx includes only the path through a_2
// Seen: gradient: only dx is wrong; the derivatives with respect to the weights are right
package chain

func BackwardPropagation(x, w1, w2, yTrue float64) (dw1, dw2, dx float64) {
	a := []float64{w1 * x, w2 * x}
	dy := 2 * (a[0]*a[0] + a[1]*a[1] - yTrue)
	dw := []float64{0, 0}
	for j, w := range []float64{w1, w2} {
		da := dy * 2 * a[j]
		dw[j] = da * x
		dx = da * w
	}
	return dw[0], dw[1], dx
}
