// Mistake: the result is the derivative of tanh
// Seen: gradient: the gradient is too large, at least by a factor of 2
// Seen: grows: loss goes up and down, then jumps up and stays there, with a sigmoid output layer
package activations

func (a SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix {
	return a.ActivationFunction(X).Apply(func(f float64) float64 { return 1 - f*f })
}
