// Mistake: the sign of the inner derivative, from -x, is lost
// Seen: stuck: loss stays near 2.303 (ln 10), with sigmoids in the hidden layers
// Seen: gradient: every derivative has the wrong sign
package activations

func (a SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix {
	f := a.ActivationFunction(X)
	return f.Multiply(f.Apply(func(f float64) float64 { return f - 1 }))
}
