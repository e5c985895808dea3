// Mistake: the exponent has the wrong sign: f falls where it must rise
package activations

func (SigmoidActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Map(func(x float64) float64 { return 1 / (1 + math.Exp(x)) })
}
