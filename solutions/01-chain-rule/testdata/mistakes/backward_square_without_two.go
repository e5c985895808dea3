// Mistake: one of the squares, that of a or that of y* - y, is derived without its factor 2
// Seen: gradient: every derivative is half of what finite differences say
package chain

func BackwardPropagation(x, w1, w2, yTrue float64) (dw1, dw2, dx float64) {
	a1, a2 := w1*x, w2*x
	dy := 2 * (a1*a1 + a2*a2 - yTrue)
	da1, da2 := dy*a1, dy*a2
	return da1 * x, da2 * x, da1*w1 + da2*w2
}
