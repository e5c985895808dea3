// Right: the exponent is never positive, and the slope is e/(1 + e)²
package activations

func (SigmoidActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 {
		e := math.Exp(-math.Abs(x))
		if x < 0 {
			return e / (1 + e)
		}
		return 1 / (1 + e)
	})
}

func (SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 {
		e := math.Exp(-math.Abs(x))
		return e / ((1 + e) * (1 + e))
	})
}
