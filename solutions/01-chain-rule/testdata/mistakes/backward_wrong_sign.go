// Mistake: the error's own derivative has the wrong sign: y - y* in place of y* - y
// Seen: gradient: everywhere right but for the sign
package chain

func BackwardPropagation(x, w1, w2, yTrue float64) (dw1, dw2, dx float64) {
	a1, a2 := w1*x, w2*x
	dy := 2 * (yTrue - (a1*a1 + a2*a2))
	da1, da2 := dy*2*a1, dy*2*a2
	return da1 * x, da2 * x, da1*w1 + da2*w2
}
