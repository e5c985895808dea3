// Mistake: the derivative is -1 where x < 0: that is the slope of |x|
// Seen: gradient: wrong only where x < 0; the loss falls all the same
package activations

func (ReLUActivation) Derivative(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 {
		if x > 0 {
			return 1
		}
		return -1
	})
}
