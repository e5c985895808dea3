// Right: the slope of tanh is 1/cosh²
package activations

func (TanhActivation) Derivative(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return 1 / (math.Cosh(x) * math.Cosh(x)) })
}
