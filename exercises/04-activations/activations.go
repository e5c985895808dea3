// Package activations is exercise 04: ReLU, sigmoid and tanh, and the layer that applies them.
//
//	Slide   Training: activation functions; Python implementation - Activation layers
//	Time    30 minutes
//	Points  13, and 2 for tests that are not shown
package activations

import (
	"exercises/given"
)

// Activation is a function f of one number that is applied to every element of a matrix. Both
// methods return a new matrix of the shape of X, and leave X as it is.
type Activation interface {
	ActivationFunction(X *given.Matrix) *given.Matrix // f(X)
	Derivative(X *given.Matrix) *given.Matrix         // f'(X), of the same X
}

// ReLUActivation is the rectified linear unit.
type ReLUActivation struct{}

// ActivationFunction returns f(X): f(x) = x if x ≥ 0, and 0 if x < 0.
func (ReLUActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	panic("not written yet: ReLUActivation.ActivationFunction")
}

// Derivative returns f'(X), the slope of f at every element. At 0 f has a kink and no slope: let
// f'(0) be 0. No test asks for it.
func (ReLUActivation) Derivative(X *given.Matrix) *given.Matrix {
	panic("not written yet: ReLUActivation.Derivative")
}

// SigmoidActivation squeezes every number into (0, 1).
type SigmoidActivation struct{}

// ActivationFunction returns f(X): f(x) = 1/(1 + e⁻ˣ). It is never NaN, not for x = ±1000 either.
func (SigmoidActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	panic("not written yet: SigmoidActivation.ActivationFunction")
}

// Derivative returns f'(X). The slide writes it with f(x); X is x, not f(x). It is never NaN.
func (a SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix {
	panic("not written yet: SigmoidActivation.Derivative")
}

// TanhActivation squeezes every number into (-1, 1).
type TanhActivation struct{}

// ActivationFunction returns f(X): f(x) = tanh x. It is never NaN, not for x = ±1000 either.
func (TanhActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	panic("not written yet: TanhActivation.ActivationFunction")
}

// Derivative returns f'(X), of x = X and not of f(x). It is never NaN.
func (a TanhActivation) Derivative(X *given.Matrix) *given.Matrix {
	panic("not written yet: TanhActivation.Derivative")
}

// ActivationLayer makes a layer of an activation. It has no weights: the way back is STEP 1.
type ActivationLayer struct {
	Activation // so that l.ActivationFunction(X) and l.Derivative(X) are the methods of the activation

	Input  *given.Matrix // X (n, m): what the last ForwardPropagation was given
	Output *given.Matrix // Y (n, m): what it returned
}

// ForwardPropagation returns Y = f(X), and leaves X in Input and Y in Output.
func (l *ActivationLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	panic("not written yet: ActivationLayer.ForwardPropagation")
}

// BackwardPropagation is given the output error dY (n, m) and returns the input error dX (n, m). It
// finds X in Input and Y in Output, and leaves them and dY as they are. Nothing is divided by n.
func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	panic("not written yet: ActivationLayer.BackwardPropagation")
}
