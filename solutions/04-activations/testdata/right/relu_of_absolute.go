// Right: the ReLU is (x + |x|)/2, and its slope is a sign
package activations

func (ReLUActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return (x + math.Abs(x)) / 2 })
}

func (ReLUActivation) Derivative(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return (1 + math.Copysign(1, x)) / 2 })
}
