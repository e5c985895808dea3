// Mistake: that is the derivative of tanh
package activations

func (a SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix {
	return a.ActivationFunction(X).Map(func(f float64) float64 { return 1 - f*f })
}
