// Right: the sigmoid is (1 + tanh x/2)/2
package activations

func (SigmoidActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return (1 + math.Tanh(x/2)) / 2 })
}
