// Package activations is exercise 04: ReLU, sigmoid and tanh, and the layer that applies them.
//
//	Slide   Training: activation functions; Python implementation - Activation layers
//	Time    30 minutes
//	Points  13, and 2 for tests that are not shown
package activations

import (
	"exercises/given"
)

// Activation is a function f of one number, applied to every element of a matrix. Both methods
// return a new matrix with the shape of X and leave X unchanged.
type Activation interface {
	ActivationFunction(X *given.Matrix) *given.Matrix // f(X)
	Derivative(X *given.Matrix) *given.Matrix         // f'(X), for the same X
}

// ReLUActivation is the rectified linear unit.
type ReLUActivation struct{}

// ActivationFunction returns f(X) with f(x) = x if x ≥ 0, and f(x) = 0 if x < 0. For example:
//
//	X = [ -1.5    2 ]    f(X) = [    0    2 ]
//	    [ 0.25   -4 ]           [ 0.25    0 ]
func (ReLUActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	panic("not written yet: ReLUActivation.ActivationFunction")
}

// Derivative returns f'(X), the slope of f at every element. At 0 the graph of f has a kink and no
// slope; use f'(0) = 0, which no test checks. For example:
//
//	X = [ -1.5    2 ]    f'(X) = [ 0 1 ]
//	    [ 0.25   -4 ]            [ 1 0 ]
func (ReLUActivation) Derivative(X *given.Matrix) *given.Matrix {
	panic("not written yet: ReLUActivation.Derivative")
}

// SigmoidActivation maps every number into (0, 1).
type SigmoidActivation struct{}

// ActivationFunction returns f(X) with f(x) = 1/(1 + e⁻ˣ). No result is NaN, not even for
// x = ±1000. For example:
//
//	X = [   -1  0.5    2 1000 ]    f(X) = [ 0.2689 0.6225 0.8808      1 ]
func (SigmoidActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	panic("not written yet: SigmoidActivation.ActivationFunction")
}

// Derivative returns f'(X). The slide writes f' in terms of f(x), but here X is the input x, not
// f(x). No result is NaN. For example:
//
//	X = [  -1 0.5   2 ]    f'(X) = [ 0.1966  0.235  0.105 ]
func (a SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix {
	panic("not written yet: SigmoidActivation.Derivative")
}

// TanhActivation maps every number into (-1, 1).
type TanhActivation struct{}

// ActivationFunction returns f(X) with f(x) = tanh x. No result is NaN, not even for x = ±1000.
// For example:
//
//	X = [   -1  0.5    2 1000 ]    f(X) = [ -0.7616  0.4621   0.964       1 ]
func (TanhActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	panic("not written yet: TanhActivation.ActivationFunction")
}

// Derivative returns f'(X), where X is the input x, not f(x). No result is NaN. For example:
//
//	X = [  -1 0.5   2 ]    f'(X) = [   0.42 0.7864 0.0707 ]
func (a TanhActivation) Derivative(X *given.Matrix) *given.Matrix {
	panic("not written yet: TanhActivation.Derivative")
}

// ActivationLayer turns an activation into a layer. The layer has no weights, so its backward pass
// consists of STEP 1 only.
type ActivationLayer struct {
	Activation // l.ActivationFunction(X) and l.Derivative(X) call the methods of the activation

	Input  *given.Matrix // X (n, m): the input of the last ForwardPropagation
	Output *given.Matrix // Y (n, m): the output of the last ForwardPropagation
}

// ForwardPropagation returns Y = f(X), a new matrix. It stores X in Input and Y in Output. For
// example, with the tanh:
//
//	X = [  1.5 -0.5 ]    Y = [  0.9051 -0.4621 ]
func (l *ActivationLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	panic("not written yet: ActivationLayer.ForwardPropagation")
}

// BackwardPropagation takes the output error dY (n, m) and returns the input error dX (n, m), a new
// matrix. It finds X in Input and Y in Output and leaves X, Y and dY unchanged. Nothing is divided
// by n.
//
// For example, with the sigmoid:
//
//	X = [  -1 0.5 ]    dY = [  2 -3 ]    dX = [ 0.3932 -0.705 ]
func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	panic("not written yet: ActivationLayer.BackwardPropagation")
}
