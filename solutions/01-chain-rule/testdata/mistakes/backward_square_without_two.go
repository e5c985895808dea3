// Mistake: the derivative of one square, a² or (y* - y)², lacks its factor 2
// Seen: gradient: every derivative is half of the finite difference
package chain

func BackwardPropagation(x, w1, w2, yTrue float64) (dw1, dw2, dx float64) {
	a1, a2 := w1*x, w2*x
	dy := 2 * (a1*a1 + a2*a2 - yTrue)
	da1, da2 := dy*a1, dy*a2
	return da1 * x, da2 * x, da1*w1 + da2*w2
}
