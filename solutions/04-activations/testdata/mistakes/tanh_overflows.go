// Mistake: eˣ overflows, and Inf/Inf or Inf - Inf is NaN
package activations

func (TanhActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Map(func(x float64) float64 {
		return (math.Exp(x) - math.Exp(-x)) / (math.Exp(x) + math.Exp(-x))
	})
}
