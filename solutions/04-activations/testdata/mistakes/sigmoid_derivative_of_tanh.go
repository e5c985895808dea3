// Mistake: that is the derivative of tanh
// Seen: gradient: too large, at least by a factor of 2
// Seen: grows: up and down, then it jumps up and stays there, with a sigmoid at the end
package activations

func (a SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix {
	return a.ActivationFunction(X).Apply(func(f float64) float64 { return 1 - f*f })
}
