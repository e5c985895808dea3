// Mistake: the derivative of the error has the wrong sign: it uses y - y*
// Seen: gradient: every derivative has the wrong sign
package chain

func BackwardPropagation(x, w1, w2, yTrue float64) (dw1, dw2, dx float64) {
	a1, a2 := w1*x, w2*x
	dy := 2 * (yTrue - (a1*a1 + a2*a2))
	da1, da2 := dy*2*a1, dy*2*a2
	return da1 * x, da2 * x, da1*w1 + da2*w2
}
