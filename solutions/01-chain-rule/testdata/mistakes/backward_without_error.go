// Mistake: the derivative of the error is left out, as if ∂E/∂y* were 1
// Seen: gradient: the derivatives stay the same when the target changes
package chain

func BackwardPropagation(x, w1, w2, yTrue float64) (dw1, dw2, dx float64) {
	a1, a2 := w1*x, w2*x
	return 2 * a1 * x, 2 * a2 * x, 2*a1*w1 + 2*a2*w2
}
