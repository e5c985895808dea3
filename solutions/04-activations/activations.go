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
	// Exercise: the larger of x and 0.
	return X.Apply(func(x float64) float64 { return max(0, x) })
}

// Derivative returns f'(X), the slope of f at every element. At 0 f has a kink and no slope: let
// f'(0) be 0. No test asks for it.
func (ReLUActivation) Derivative(X *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// Right of 0 f is the line y = x, of slope 1, however large x is. Left of 0 it is the line y = 0:
	// such an element has no influence on E, and learns nothing from this example.
	return X.Apply(func(x float64) float64 {
		if x > 0 {
			return 1
		}
		return 0
	})
}

// SigmoidActivation squeezes every number into (0, 1).
type SigmoidActivation struct{}

// ActivationFunction returns f(X): f(x) = 1/(1 + e⁻ˣ). It is never NaN, not for x = ±1000 either.
func (SigmoidActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// Far left e⁻ˣ is infinite, and 1/∞ is the right 0. In eˣ/(1 + eˣ), which is the same fraction,
	// the far right would be ∞/∞: NaN, which spreads through the whole network.
	return X.Apply(func(x float64) float64 { return 1 / (1 + math.Exp(-x)) })
}

// Derivative returns f'(X). The slide writes it with f(x); X is x, not f(x). It is never NaN.
func (a SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// With u = 1 + e⁻ˣ, f = 1/u: f' = -1/u²·(-e⁻ˣ) = 1/u·(u - 1)/u = f·(1 - f). It has no e⁻ˣ that
	// could become infinite. It is at most 1/4: each sigmoid makes the error at least so much smaller.
	f := a.ActivationFunction(X)
	return f.Multiply(f.Apply(func(f float64) float64 { return 1 - f }))
}

// TanhActivation squeezes every number into (-1, 1).
type TanhActivation struct{}

// ActivationFunction returns f(X): f(x) = tanh x. It is never NaN, not for x = ±1000 either.
func (TanhActivation) ActivationFunction(X *given.Matrix) *given.Matrix {
	// Exercise: (eˣ - e⁻ˣ)/(eˣ + e⁻ˣ) is ∞/∞ for a large x. The function of package math is not.
	return X.Apply(math.Tanh)
}

// Derivative returns f'(X), of x = X and not of f(x). It is never NaN.
func (a TanhActivation) Derivative(X *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// With s = eˣ - e⁻ˣ and c = eˣ + e⁻ˣ, s' = c and c' = s: f' = (c·c - s·s)/c² = 1 - f².
	f := a.ActivationFunction(X)
	return f.Apply(func(f float64) float64 { return 1 - f*f })
}

// ActivationLayer makes a layer of an activation. It has no weights: the way back is STEP 1.
type ActivationLayer struct {
	Activation // so that l.ActivationFunction(X) and l.Derivative(X) are the methods of the activation

	Input  *given.Matrix // X (n, m): what the last ForwardPropagation was given
	Output *given.Matrix // Y (n, m): what it returned
}

// ForwardPropagation returns Y = f(X), and leaves X in Input and Y in Output.
func (l *ActivationLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	// Exercise: X is kept because f' will be needed at the same place.
	l.Input = input
	l.Output = l.ActivationFunction(input)
	return l.Output
}

// BackwardPropagation is given the output error dY (n, m) and returns the input error dX (n, m). It
// finds X in Input and Y in Output, and leaves them and dY as they are. Nothing is divided by n.
func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// y_ij depends on x_ij and on no other element, so of the chain rule's sum one term is left:
	// ∂E/∂x_ij = ∂E/∂y_ij·f'(x_ij). Hence the elementwise product; a matrix product would be a sum.
	// f' is taken where f was, at x. Written with y, as f·(1 - f), it is the same slope, but then
	// the function must be told y. This one is told x.
	return outputError.Multiply(l.Derivative(l.Input))
}
