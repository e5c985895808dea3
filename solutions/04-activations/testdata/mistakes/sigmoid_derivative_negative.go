// Mistake: the sign of the inner derivative, that of -x, is lost
// Seen: stuck: near ln 10, with sigmoids in the hidden layers
// Seen: gradient: everywhere right but for the sign
package activations

func (a SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix {
	f := a.ActivationFunction(X)
	return f.Multiply(f.Apply(func(f float64) float64 { return f - 1 }))
}
