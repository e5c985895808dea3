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
	// dW, of the shape of W, and dB of that of B: the derivatives of the loss
	WeightsError *given.Matrix
	BiasesError  *given.Matrix

	L1, L2 float64 // λ₁ and λ₂; 0 for none
}

// Penalty returns what the regularizer adds to the loss, so that large weights have a price:
//
//	λ₁·Σ_ij |w_ij| + λ₂·Σ_ij w_ij²
//
// Conventions. The sums have all weights and none of the biases: the regularizer is the kernel's,
// and the kernel is W. They are not divided by anything, and there is no factor 1/2.
func (l *DenseLayer) Penalty() float64 {
	// Exercise:
	//
	// A network that has learned its examples by heart needs large weights, to tell near examples
	// apart. With a price on them it takes large ones only where the loss falls by more than they
	// cost. Both signs must cost, so there is |w| and w². A bias moves an output for all examples
	// alike and tells none of them apart: it has no price.
	sum := 0.0
	for _, w := range l.Weights.Data {
		sum += l.L1*math.Abs(w) + l.L2*w*w
	}
	return sum
}

// AddPenaltyDerivative adds the derivative of the penalty to WeightsError, which is then that of
// the whole error, loss and penalty. Find the derivative yourself; that of |w| at w = 0 is taken as
// 0. Weights, Biases and BiasesError stay as they are.
func (l *DenseLayer) AddPenaltyDerivative() {
	// Exercise:
	//
	// The derivative of a sum is the sum of the derivatives: dW keeps what the loss says.
	// |w| rises by 1 to the right of 0 and falls by 1 to the left: λ₁ times the sign of w, always the
	// same pull towards 0, so that weights that matter little end there. w² has the derivative 2w: the
	// larger a weight, the stronger the pull. STEP 4 then takes a share of 2·α·λ₂ off each weight:
	// decay.
	dP := l.Weights.Apply(func(w float64) float64 {
		sign := 0.0
		if w != 0 {
			sign = w / math.Abs(w)
		}
		return l.L1*sign + 2*l.L2*w
	})
	l.WeightsError = l.WeightsError.Add(dP)
}

// Dropout is a layer without weights that puts randomly selected elements of its input to zero.
type Dropout struct {
	Rate float64    // p, the proportion that is put to zero, 0 ≤ p < 1
	Rng  *rand.Rand // selects; Rng.Float64() is uniform in [0, 1)

	Mask *given.Matrix // what backward propagation has to know of the last selection
}

// ForwardPropagation is given X (n, m) and returns Y of the same shape. In training every element
// of every row is put to zero with probability p, each by itself and anew in each call; what stays
// is divided by 1 - p, so that the mean stays what it was. If this is not training, Y is X.
func (l *Dropout) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	// Exercise:
	//
	// No unit can rely on one other alone if that one may be missing, so more than one learns each
	// thing. With a share 1 - p of its inputs the next layer would get sums that are as much smaller;
	// 1/(1 - p) makes up for it here, in training, so that predicting is left with nothing to do.
	// Both facts, dropped or not and the factor, are one number for each element: the mask.
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

// BackwardPropagation is given dY and returns dX, for the selection of the last ForwardPropagation,
// which was in training. Both are (n, m).
func (l *Dropout) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	// Exercise:
	//
	// Once it is drawn, the mask is a constant: y_ij = x_ij·m_ij, so the derivative by x_ij is m_ij,
	// be it 0 or 1/(1 - p). A dropped element has moved no output, so no error comes back to it. One
	// that stayed was stretched, and so is its error: without the factor all layers before would learn
	// too slowly.
	return outputError.Multiply(l.Mask)
}
