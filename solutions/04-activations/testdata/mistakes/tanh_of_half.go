// Mistake: it is tanh of half of x: 2/(1 + e⁻ˣ) - 1 wants twice the exponent
// Seen: gradient: every derivative is twice what finite differences say
package activations

func (TanhActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return 2/(1+math.Exp(-x)) - 1 })
}
