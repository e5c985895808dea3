// Mistake: the exponent has the wrong sign, so f falls as x grows
// Seen: grows: loss jumps up within two epochs and stays there, with a sigmoid output layer
// Seen: gradient: every derivative has the wrong sign
package activations

func (SigmoidActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return 1 / (1 + math.Exp(x)) })
}
