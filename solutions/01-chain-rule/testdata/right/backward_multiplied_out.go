// Right: E is written as (x²·(w1² + w2²) - y)², and each derivative is a closed formula
package chain

func BackwardPropagation(x, w1, w2, yTrue float64) (dw1, dw2, dx float64) {
	s := w1*w1 + w2*w2
	four := 4 * (x*x*s - yTrue)
	return four * x * x * w1, four * x * x * w2, four * x * s
}
