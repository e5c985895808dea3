// Lazy: every function is 0 and its derivative 1
// Earns: nothing
package activations

func (ReLUActivation) ActivationFunction(X *given.Matrix) *given.Matrix { return X.ScaledBy(0) }

func (ReLUActivation) Derivative(X *given.Matrix) *given.Matrix { return ones(X) }

func (SigmoidActivation) ActivationFunction(X *given.Matrix) *given.Matrix { return X.ScaledBy(0) }

func (a SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix { return ones(X) }

func (TanhActivation) ActivationFunction(X *given.Matrix) *given.Matrix { return X.ScaledBy(0) }

func (a TanhActivation) Derivative(X *given.Matrix) *given.Matrix { return ones(X) }

func ones(X *given.Matrix) *given.Matrix { return X.Apply(func(float64) float64 { return 1 }) }

func (l *ActivationLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, input
	return input
}

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return outputError
}
