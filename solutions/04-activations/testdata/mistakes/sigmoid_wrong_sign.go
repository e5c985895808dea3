// Mistake: the exponent has the wrong sign: f falls where it must rise
// Seen: grows: it jumps up within two epochs and stays there, with a sigmoid at the end
// Seen: gradient: everywhere right but for the sign
package activations

func (SigmoidActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return 1 / (1 + math.Exp(x)) })
}
