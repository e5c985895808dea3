package nn

import "math"

// ActivationLayer applies a function f to every element. It has no weights: backward it has STEP 1
// only.
//
// Forward:
//
//	y_ij = f(x_ij)        Y = f(X)
//
// Shapes:
//
//	X (n, m)   Y (n, m)   dX, dY as X, Y
//
// Backward. y_ij depends on x_ij and on no other element, so one term of the chain rule remains:
//
//	∂E/∂x_ij = ∂E/∂y_ij·f'(x_ij)        dX = dY ⊙ f'(X)
//
// Slide: Training: activation functions; Python implementation - Activation layers
type ActivationLayer struct {
	BaseLayer
	ActivationFunction func(x float64) float64 // f
	Derivative         func(x float64) float64 // f', of the input x, not of the output

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
// At 0 there is a kink and no derivative. Here f'(0) = 0, the least of the subgradients 0 to 1, so
// that a unit whose input is exactly 0 stays still.
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

// SigmoidActivation squeezes every number into (0, 1): a probability.
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
// Stability: e⁻ˣ overflows for x < -709. For x < 0 the same fraction is taken as eˣ/(1 + eˣ), so
// that the exponent is never positive.
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

// TanhActivation squeezes every number into (-1, 1), and keeps 0 at 0.
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
// Stability: the formula is Inf/Inf for |x| > 710; [math.Tanh] is right everywhere.
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

// LinearActivation passes everything on: the output of a regression network.
//
// Forward:
//
//	f(x) = x
//
// Shapes: as [ActivationLayer].
//
// Backward:
//
//	f'(x) = 1
//
// Slide: Training: cost function (regression)
type LinearActivation struct{ ActivationLayer }

// NewLinearActivation returns a layer that passes its input on.
func NewLinearActivation() *LinearActivation {
	return &LinearActivation{ActivationLayer{
		ActivationFunction: func(x float64) float64 { return x },
		Derivative:         func(float64) float64 { return 1 },
	}}
}

// SoftmaxActivation turns each row into probabilities that sum to 1.
//
// Forward, for each row:
//
//	y_i = s_i = e^x_i / Σ_j e^x_j
//
// Shapes:
//
//	X (n, m)   Y (n, m)   dX, dY as X, Y;  the Jacobian of a row is (m, m)
//
// Backward. Here every output depends on every input, so it is not an [ActivationLayer]. With
// S = Σ_j e^x_j, and δ_ij = 1 if i = j and 0 otherwise:
//
//	∂s_j/∂x_i = (δ_ij·e^x_j·S - e^x_j·e^x_i)/S² = s_j·(δ_ij - s_i)
//	∂E/∂x_i   = Σ_j ∂E/∂y_j·∂s_j/∂x_i = s_i·(∂E/∂y_i - Σ_j ∂E/∂y_j·s_j)
//
// The slide's f(x)·(1 - f(x)) is the diagonal i = j of that Jacobian and leaves the rest out.
//
// With [CategoricalCrossEntropy] after it, whose derivative is -1/n·y/s, the two together come to
// (s - y)/n, because the targets y of a row sum to 1.
//
// Stability: e^x overflows for x > 709. The row's maximum is subtracted from every x of a row
// first, which multiplies numerator and denominator by the same factor.
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
		largest := math.Inf(-1)
		for _, x := range s {
			largest = max(largest, x)
		}
		sum := 0.0
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

// BackwardPropagation returns dX, where row by row dx_i = s_i·(dy_i - Σ_j dy_j·s_j).
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
