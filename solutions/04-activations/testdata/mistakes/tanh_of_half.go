// Mistake: the result is tanh(x/2), because the exponent lacks its factor 2
// Seen: gradient: every derivative is twice the finite difference
package activations

func (TanhActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return 2/(1+math.Exp(-x)) - 1 })
}
