// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"slices"
)

// ActivationLayer applies a function f to every element. Its backward pass has STEP 1 only, because
// the layer has no weights.
//
// Forward:
//
//	y_ij = f(x_ij)        Y = f(X)
//
// Shapes:
//
//	X (n, m)   Y (n, m)   dX, dY as X, Y
//
// Backward. The chain rule has a single term, because y_ij depends on x_ij and on no other element:
//
//	∂E/∂x_ij = ∂E/∂y_ij·f'(x_ij)        dX = dY ⊙ f'(X)
//
// Slide: Training: activation functions; Python implementation - Activation layers
type ActivationLayer struct {
	BaseLayer
	ActivationFunction func(x float64) float64 // f
	Derivative         func(x float64) float64 // f' at the input x, not at the output

	input      *Matrix
	output     Matrix // Y
	inputError Matrix // dX
}

// OutputShape returns the input shape.
func (l *ActivationLayer) OutputShape() int { return l.InputShape() }

// ForwardPropagation returns Y = f(X).
func (l *ActivationLayer) ForwardPropagation(input *Matrix, training bool) *Matrix {
	l.input = input
	return l.output.Map(l.ActivationFunction, input)
}

// BackwardPropagation returns dX = dY ⊙ f'(X).
func (l *ActivationLayer) BackwardPropagation(outputError *Matrix) *Matrix {
	mustBackPropagate(l, &l.output, outputError)
	X, dY := l.input, outputError
	dX := l.inputError.Map(l.Derivative, X)
	return dX.Mul(dY, dX)
}

// ReLUActivation is the rectified linear unit.
//
// Forward:
//
//	f(x) = x if x ≥ 0, and 0 if x < 0
//
// Shapes: as [ActivationLayer].
//
// Backward:
//
//	f'(x) = 1 if x > 0, and 0 if x < 0
//
// f has a kink at 0 and no derivative there. Every value from 0 to 1 is a subgradient. Here
// f'(0) = 0, so a unit whose input is exactly 0 does not change.
//
// Slide: Training: activation functions (ReLU)
type ReLUActivation struct{ ActivationLayer }

// NewReLUActivation returns a ReLU layer.
func NewReLUActivation() *ReLUActivation {
	return &ReLUActivation{ActivationLayer{ActivationFunction: relu, Derivative: reluDerivative}}
}

func relu(x float64) float64 { return max(x, 0) }

func reluDerivative(x float64) float64 {
	if x > 0 {
		return 1
	}
	return 0
}

// SigmoidActivation maps every number to (0, 1), so that the output can serve as a probability.
//
// Forward:
//
//	f(x) = 1/(1 + e⁻ˣ)
//
// Shapes: as [ActivationLayer].
//
// Backward. With u = 1 + e⁻ˣ and f = 1/u:
//
//	f'(x) = (-1/u²)·(-e⁻ˣ) = (1/u)·(u - 1)/u = f(x)·(1 - f(x))
//
// Stability: e⁻ˣ overflows for x < -709. For x < 0 the code computes the equal fraction
// eˣ/(1 + eˣ), so that the exponent is never positive.
//
// Slide: Training: activation functions (Sigmoid)
type SigmoidActivation struct{ ActivationLayer }

// NewSigmoidActivation returns a sigmoid layer.
func NewSigmoidActivation() *SigmoidActivation {
	return &SigmoidActivation{ActivationLayer{ActivationFunction: sigmoid, Derivative: sigmoidDerivative}}
}

func sigmoid(x float64) float64 {
	if x < 0 {
		e := math.Exp(x)
		return e / (1 + e)
	}
	return 1 / (1 + math.Exp(-x))
}

func sigmoidDerivative(x float64) float64 { return sigmoid(x) * sigmoid(-x) } // 1 - f(x) = f(-x)

// TanhActivation maps every number to (-1, 1), and 0 to 0.
//
// Forward:
//
//	f(x) = tanh(x) = (eˣ - e⁻ˣ)/(eˣ + e⁻ˣ)
//
// Shapes: as [ActivationLayer].
//
// Backward. With s = eˣ - e⁻ˣ and c = eˣ + e⁻ˣ, where s' = c and c' = s:
//
//	f'(x) = (c·c - s·s)/c² = 1 - f(x)²
//
// Stability: the formula gives Inf/Inf for |x| > 710. The code uses [math.Tanh], which is accurate
// everywhere.
//
// Slide: Training: activation functions (Tanh)
type TanhActivation struct{ ActivationLayer }

// NewTanhActivation returns a tanh layer.
func NewTanhActivation() *TanhActivation {
	return &TanhActivation{ActivationLayer{ActivationFunction: math.Tanh, Derivative: tanhDerivative}}
}

func tanhDerivative(x float64) float64 {
	f := math.Tanh(x)
	return 1 - f*f
}

// SoftmaxActivation converts each row into probabilities that sum to 1.
//
// Forward, for each row:
//
//	y_i = s_i = e^x_i / Σ_j e^x_j
//
// Shapes:
//
//	X (n, m)   Y (n, m)   dX, dY as X, Y;  the Jacobian of a row is (m, m)
//
// Backward. A softmax is not an [ActivationLayer], because every output depends on every input.
// With S = Σ_j e^x_j, and δ_ij = 1 if i = j and 0 otherwise:
//
//	∂s_j/∂x_i = (δ_ij·e^x_j·S - e^x_j·e^x_i)/S² = s_j·(δ_ij - s_i)
//	∂E/∂x_i   = Σ_j ∂E/∂y_j·∂s_j/∂x_i = s_i·(∂E/∂y_i - Σ_j ∂E/∂y_j·s_j)
//
// The slide's f(x)·(1 - f(x)) is only the diagonal i = j of this Jacobian.
//
// If [CategoricalCrossEntropy] follows, with the derivative -1/n·y/s, the combined derivative is
// (s - y)/n, because the targets y of a row sum to 1.
//
// Stability: e^x overflows for x > 709. The code first subtracts the maximum of a row from every x
// of the row. This multiplies the numerator and the denominator by the same factor.
//
// Slide: Training: activation functions (Softmax)
type SoftmaxActivation struct {
	BaseLayer
	output     Matrix // s
	inputError Matrix // dX
}

// NewSoftmaxActivation returns a softmax layer.
func NewSoftmaxActivation() *SoftmaxActivation { return &SoftmaxActivation{} }

// OutputShape returns the input shape.
func (l *SoftmaxActivation) OutputShape() int { return l.InputShape() }

// ForwardPropagation returns the softmax of each row.
func (l *SoftmaxActivation) ForwardPropagation(input *Matrix, training bool) *Matrix {
	Y := l.output.Copy(input)
	for i := range Y.Rows {
		s := Y.Row(i)
		largest, sum := slices.Max(s), 0.0
		for j, x := range s {
			s[j] = math.Exp(x - largest)
			sum += s[j]
		}
		for j := range s {
			s[j] /= sum
		}
	}
	return Y
}

// BackwardPropagation returns dX. In each row, dx_i = s_i·(dy_i - Σ_j dy_j·s_j).
func (l *SoftmaxActivation) BackwardPropagation(outputError *Matrix) *Matrix {
	mustBackPropagate(l, &l.output, outputError)
	dX := l.inputError.Copy(outputError)
	for i := range dX.Rows {
		s, dx, dy := l.output.Row(i), dX.Row(i), outputError.Row(i)
		sum := 0.0
		for j := range dy {
			sum += dy[j] * s[j]
		}
		for j := range dx {
			dx[j] = s[j] * (dy[j] - sum)
		}
	}
	return dX
}
