// Mistake: for large |x| the result is NaN or infinite, as after an overflow of eˣ
// Seen: nan: NaN as soon as an input is above 709 or below -709
package activations

func (TanhActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 {
		return (math.Exp(x) - math.Exp(-x)) / (math.Exp(x) + math.Exp(-x))
	})
}
