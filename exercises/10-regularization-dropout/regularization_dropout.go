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
	panic("not written yet: DenseLayer.Penalty")
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
	panic("not written yet: DenseLayer.AddPenaltyDerivative")
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
	panic("not written yet: Dropout.ForwardPropagation")
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
	panic("not written yet: Dropout.BackwardPropagation")
}
