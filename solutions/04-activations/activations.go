// Package activations is exercise 04: ReLU, sigmoid and tanh, and the layer that applies them.
//
//	Slide   Training: activation functions; Python implementation - Activation layers
//	Time    30 minutes
//	Points  13, and 2 for tests that are not shown
package activations

import (
	"math"

	"nn/solutions/given"
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
	// Exercise: the larger of x and 0.
	return X.Apply(func(x float64) float64 { return max(0, x) })
}

// Derivative returns f'(X), the slope of f at every element. At 0 the graph of f has a kink and no
// slope; use f'(0) = 0, which no test checks. For example:
//
//	X = [ -1.5    2 ]    f'(X) = [ 0 1 ]
//	    [ 0.25   -4 ]            [ 1 0 ]
func (ReLUActivation) Derivative(X *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// To the right of 0, f is the line y = x with slope 1, however large x is. To the left of 0, f
	// is the line y = 0: the element does not influence E, and the layers before it learn nothing
	// through it from this example.
	return X.Apply(func(x float64) float64 {
		if x > 0 {
			return 1
		}
		return 0
	})
}

// SigmoidActivation maps every number into (0, 1).
type SigmoidActivation struct{}

// ActivationFunction returns f(X) with f(x) = 1/(1 + e⁻ˣ). No result is NaN, not even for
// x = ±1000. For example:
//
//	X = [   -1  0.5    2 1000 ]    f(X) = [ 0.2689 0.6225 0.8808      1 ]
func (SigmoidActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// For x = -1000, e⁻ˣ is infinite, and 1/∞ is the correct 0. The equal fraction eˣ/(1 + eˣ) is
	// ∞/∞ for x = 1000: NaN, which then spreads through the whole network.
	return X.Apply(func(x float64) float64 { return 1 / (1 + math.Exp(-x)) })
}

// Derivative returns f'(X). The slide writes f' in terms of f(x), but here X is the input x, not
// f(x). No result is NaN. For example:
//
//	X = [  -1 0.5   2 ]    f'(X) = [ 0.1966  0.235  0.105 ]
func (a SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// With u = 1 + e⁻ˣ, f = 1/u: f' = -1/u²·(-e⁻ˣ) = 1/u·(u - 1)/u = f·(1 - f). This form has no
	// e⁻ˣ that can become infinite. f' is at most 1/4, so each sigmoid makes the error at least
	// four times smaller.
	f := a.ActivationFunction(X)
	return f.Multiply(f.Apply(func(f float64) float64 { return 1 - f }))
}

// TanhActivation maps every number into (-1, 1).
type TanhActivation struct{}

// ActivationFunction returns f(X) with f(x) = tanh x. No result is NaN, not even for x = ±1000.
// For example:
//
//	X = [   -1  0.5    2 1000 ]    f(X) = [ -0.7616  0.4621   0.964       1 ]
func (TanhActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	// Exercise: (eˣ - e⁻ˣ)/(eˣ + e⁻ˣ) is ∞/∞ for a large x. math.Tanh avoids that.
	return X.Apply(math.Tanh)
}

// Derivative returns f'(X), where X is the input x, not f(x). No result is NaN. For example:
//
//	X = [  -1 0.5   2 ]    f'(X) = [   0.42 0.7864 0.0707 ]
func (a TanhActivation) Derivative(X *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// With s = eˣ - e⁻ˣ and c = eˣ + e⁻ˣ, s' = c and c' = s: f' = (c·c - s·s)/c² = 1 - f².
	f := a.ActivationFunction(X)
	return f.Apply(func(f float64) float64 { return 1 - f*f })
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
	// Exercise: X is stored because the backward pass needs f' at the same X.
	l.Input = input
	l.Output = l.ActivationFunction(input)
	return l.Output
}

// BackwardPropagation takes the output error dY (n, m) and returns the input error dX (n, m), a new
// matrix. It finds X in Input and Y in Output and leaves X, Y and dY unchanged. Nothing is divided
// by n.
//
// For example, with the sigmoid:
//
//	X = [  -1 0.5 ]    dY = [  2 -3 ]    dX = [ 0.3932 -0.705 ]
func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// y_ij depends on x_ij and on no other element, so only one term of the chain rule's sum is
	// left: ∂E/∂x_ij = ∂E/∂y_ij·f'(x_ij). The product is therefore elementwise; a matrix product
	// would be a sum. f' is evaluated at x, like f. The form f·(1 - f) gives the same slope from y,
	// but Derivative takes x.
	return outputError.Multiply(l.Derivative(l.Input))
}
