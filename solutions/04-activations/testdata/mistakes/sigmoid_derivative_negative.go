// Mistake: the sign of the inner derivative, that of -x, is lost
package activations

func (a SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix {
	f := a.ActivationFunction(X)
	return f.Mul(f.Map(func(f float64) float64 { return f - 1 }))
}
