// Package regularization is exercise 10: L1, L2 and dropout, against overfitting.
//
//	Slide   Overfitting and generalization; Regularization; Dropout
//	Time    35 minutes
//	Points  13, and 3 for tests that are not shown
package regularization

import (
	"math/rand/v2"

	"exercises/given"
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
	panic("not written yet: DenseLayer.Penalty")
}

// AddPenaltyDerivative adds the derivative of the penalty to WeightsError, which is then that of
// the whole error, loss and penalty. Find the derivative yourself; that of |w| at w = 0 is taken as
// 0. Weights, Biases and BiasesError stay as they are.
func (l *DenseLayer) AddPenaltyDerivative() {
	panic("not written yet: DenseLayer.AddPenaltyDerivative")
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
	panic("not written yet: Dropout.ForwardPropagation")
}

// BackwardPropagation is given dY and returns dX, for the selection of the last ForwardPropagation,
// which was in training. Both are (n, m).
func (l *Dropout) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	panic("not written yet: Dropout.BackwardPropagation")
}
