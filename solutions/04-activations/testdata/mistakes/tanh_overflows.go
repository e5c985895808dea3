// Mistake: eˣ overflows, and Inf/Inf or Inf - Inf is NaN
// Seen: nan: NaN as soon as an input is above 709 or below -709
package activations

func (TanhActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 {
		return (math.Exp(x) - math.Exp(-x)) / (math.Exp(x) + math.Exp(-x))
	})
}
