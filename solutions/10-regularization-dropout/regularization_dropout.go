// Package regularization is exercise 10: L1, L2 and dropout, against overfitting.
//
//	Slide   Overfitting and generalization; Regularization; Dropout
//	Time    35 minutes
//	Points  13, and 3 for tests that are not shown
package regularization

import (
	"math"
	"math/rand/v2"

	"nn/solutions/given"
)

// DenseLayer is a dense layer with a kernel_regularizer, after its backward pass and before STEP 4.
type DenseLayer struct {
	Weights *given.Matrix // W (in, out)
	Biases  *given.Matrix // B (1, out)
	// the derivatives of the loss: dW, with the shape of W, and dB, with the shape of B
	WeightsError *given.Matrix
	BiasesError  *given.Matrix

	L1, L2 float64 // λ₁ and λ₂; 0 for none
}

// Penalty returns the penalty for large weights, which is added to the loss:
//
//	λ₁·Σ_ij |w_ij| + λ₂·Σ_ij w_ij²
//
// Conventions. The sums include all weights and no biases, because the regularizer belongs to the
// kernel, and the kernel is W. The sums are not divided by anything, and there is no factor 1/2.
//
// For example, with λ₁ = 0.1 and λ₂ = 0.01:
//
//	W = [  2 -1 ]    B = [  4 -1 ]    penalty = 0.74
//	    [  0  3 ]
func (l *DenseLayer) Penalty() float64 {
	// Exercise:
	//
	// A network that memorizes its examples needs large weights, because it must separate examples
	// that are close together. With a penalty, a weight grows only if the loss falls by more than
	// the penalty rises. |w| and w² count both signs. A bias shifts an output equally for all
	// examples and separates none of them, so it has no penalty.
	sum := 0.0
	for _, w := range l.Weights.Data {
		sum += l.L1*math.Abs(w) + l.L2*w*w
	}
	return sum
}

// AddPenaltyDerivative adds the derivative of the penalty to WeightsError, which then is the
// derivative of E, loss and penalty together. Find the derivative yourself; for |w| at w = 0, use
// 0. Weights, Biases and BiasesError stay unchanged.
//
// For example, with λ₁ = 0.1 and λ₂ = 0.01:
//
//	W = [  2 -1 ]    dW before = [ 1 2 ]    dW after = [ 1.14 1.88 ]    dB after = [ 5 6 ]
//	    [  0  3 ]                [ 3 4 ]               [    3 4.16 ]
func (l *DenseLayer) AddPenaltyDerivative() {
	// Exercise:
	//
	// The derivative of a sum is the sum of the derivatives, so dW keeps the derivative of the
	// loss. |w| has the slope 1 to the right of 0 and -1 to the left. So the L1 term is λ₁ times
	// the sign of w: a constant pull towards 0, which moves unimportant weights to 0. w² has the
	// derivative 2w: the larger the weight, the stronger the pull. With it, STEP 4 shrinks each
	// weight by the proportion 2·α·λ₂: weight decay.
	dP := l.Weights.Apply(func(w float64) float64 {
		sign := 0.0
		if w != 0 {
			sign = w / math.Abs(w)
		}
		return l.L1*sign + 2*l.L2*w
	})
	l.WeightsError = l.WeightsError.Add(dP)
}

// Dropout is a layer without weights that sets randomly selected elements of its input to zero.
type Dropout struct {
	Rate float64    // p, the proportion that is set to zero, 0 ≤ p < 1
	Rng  *rand.Rand // selects the elements; Rng.Float64() is uniform in [0, 1)

	Mask *given.Matrix // the last selection, which backward propagation needs
}

// ForwardPropagation takes X (n, m) and returns Y with the same shape. In training it sets every
// element of every row to zero with probability p, independently of the others and with a new
// selection in each call. It divides the remaining elements by 1 - p, so that the mean does not
// change. If training is false, Y is X.
//
// For example, one possible Y in training with p = 0.2:
//
//	X = [ 1 2 3 ]    Y = [ 1.25    0 3.75 ]
//	    [ 4 5 6 ]        [    0 6.25    0 ]
func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	// Exercise:
	//
	// A unit cannot rely on a single other unit that may be missing, so several units learn the
	// same feature. With the proportion 1 - p of its inputs, the next layer would receive sums that
	// are smaller by the factor 1 - p. The factor 1/(1 - p) compensates for that in training, so
	// that prediction needs no correction. The mask combines both facts, dropped or not and the
	// factor, in one number per element.
	if !training {
		return input
	}
	p := l.Rate
	l.Mask = input.Apply(func(float64) float64 {
		if l.Rng.Float64() < p {
			return 0
		}
		return 1 / (1 - p)
	})
	return input.Multiply(l.Mask)
}

// BackwardPropagation takes dY and returns dX for the selection of the last ForwardPropagation,
// which was in training. Both are (n, m).
//
// For example, after a ForwardPropagation with p = 0.2 that returned Y:
//
//	X = [ 1 2 3 ]    Y = [ 1.25    0 3.75 ]
//	    [ 4 5 6 ]        [    0 6.25    0 ]
//	dY = [  2 -1  4 ]    dX = [  2.5    0    5 ]
//	     [ -8  1  3 ]         [    0 1.25    0 ]
func (l *Dropout) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	// Exercise:
	//
	// After the selection the mask is a constant: y_ij = x_ij·m_ij, so ∂y_ij/∂x_ij is m_ij, either
	// 0 or 1/(1 - p). A dropped element changed no output, so its error is 0. A remaining element
	// was scaled by the factor, and so is its error. Without the factor, all layers before this one
	// would learn too slowly.
	return outputError.Multiply(l.Mask)
}
