// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// WeightPenalty is a [Regularizer] that adds a penalty for large weights. Training then keeps the
// weights small, unless larger ones reduce the loss by more than their penalty. As on the slides,
// only weights have a penalty, and biases have none.
//
// Forward:
//
//	penalty = λ₁·Σ_ij |w_ij| + λ₂·Σ_ij w_ij²        E = loss + penalties of all weights
//
// Shapes:
//
//	W (in, out);  penalty a number;  its gradient as W
//
// Backward. The derivative of the penalty is added to dW. It does not depend on the examples:
//
//	∂penalty/∂w_ij = λ₁·sign(w_ij) + 2·λ₂·w_ij
//
// L1 pulls every weight towards 0 with the same force, so weights that matter little end close to
// 0. (The sign of 0 is 0.) L2 pulls in proportion to the weight, so it makes weights small, but not
// zero. The slides call L2 "decay", because under plain gradient descent each step shrinks every
// weight by the same factor, 1 - 2·α·λ₂. Under [Adam] that is not so: Adam divides the penalty's
// derivative by the size of the gradient, together with the rest of dW.
//
// Slide: Overfitting and regularization; Overfitting and generalization; Regularization
type WeightPenalty struct{ L1, L2 float64 } // λ₁, λ₂

// L1 returns the penalty lambda·Σ|w|, regularizers.l1 on the slides.
func L1(lambda float64) *WeightPenalty { return L1L2(lambda, 0) }

// L2 returns the penalty lambda·Σw², regularizers.l2 on the slides.
func L2(lambda float64) *WeightPenalty { return L1L2(0, lambda) }

// L1L2 returns the sum of both penalties, regularizers.l1_l2 on the slides. It panics if l1 or l2
// is negative.
func L1L2(l1, l2 float64) *WeightPenalty {
	if !(l1 >= 0 && l2 >= 0) {
		panic(fmt.Sprintf("nn: L1L2: %v and %v, want 0 or more for both", l1, l2))
	}
	return &WeightPenalty{l1, l2}
}

// Penalty returns the penalty of the weights W, or 0 if r is nil.
func (r *WeightPenalty) Penalty(W *Matrix) float64 {
	if r == nil {
		return 0
	}
	sum := 0.0
	for _, w := range W.Data {
		sum += r.L1*math.Abs(w) + r.L2*w*w
	}
	return sum
}

// AddDerivative adds the derivative of the penalty to dW. It does nothing if r is nil.
func (r *WeightPenalty) AddDerivative(dW, W *Matrix) {
	if r == nil {
		return
	}
	mustHaveSameShape("AddDerivative", dW, W)
	for i, w := range W.Data {
		dW.Data[i] += r.L1*sign(w) + 2*r.L2*w
	}
}

// KernelRegularizer sets the regularizer of the weights, kernel_regularizer on the slides, and
// returns l:
//
//	net.Add(nn.NewDenseLayer(16).KernelRegularizer(nn.L2(0.001)))
func (l *DenseLayer) KernelRegularizer(r Regularizer) *DenseLayer {
	l.Weights.Regularizer = r
	return l
}

// Dropout sets randomly selected inputs to zero during training, so that no unit can rely on a
// single other unit (Srivastava et al. 2014). It makes a new selection for each mini-batch.
//
// Forward, with m_ij = 0 with probability p and 1/(1 - p) otherwise:
//
//	Y = X ⊙ M        while training
//	Y = X            in Predict and Score
//
// Shapes:
//
//	X, M, Y (n, m);  dX, dY as X, Y
//
// Backward. M does not depend on X:
//
//	∂E/∂x_ij = ∂E/∂y_ij·m_ij        dX = dY ⊙ M
//
// The factor 1/(1 - p) keeps the mean, because the expected value of m_ij is (1 - p)·1/(1 - p) = 1.
// The next layer therefore receives sums of the same size with and without dropout. The factor is
// part of the derivative as well. p must be less than 1, because p = 1 would divide by 0.
//
// Slide: Overfitting and generalization; Dropout
type Dropout struct {
	BaseLayer
	Rate float64 // p, the probability that an input is dropped

	rng        *rand.Rand
	mask       Matrix // M
	frozen     bool
	training   bool // of the last ForwardPropagation
	output     Matrix
	inputError Matrix
}

// NewDropout returns a layer that drops each input with probability rate. It panics unless
// 0 ≤ rate < 1. Each Dropout should have its own generator, because then a network with the same
// seed has the same weights and batches with and without the layer.
func NewDropout(rate float64, rng *rand.Rand) *Dropout {
	mustBeDecay("NewDropout: rate", rate)
	if rng == nil {
		panic("nn: NewDropout: the generator is nil, want a *rand.Rand")
	}
	return &Dropout{Rate: rate, rng: rng}
}

// OutputShape returns the input shape.
func (l *Dropout) OutputShape() int { return l.InputShape() }

// Freeze sets whether the layer reuses its last selection. [CheckLayer] needs this, because finite
// differences must evaluate the same function several times.
func (l *Dropout) Freeze(on bool) { l.frozen = on }

// ForwardPropagation returns Y = X ⊙ M while training, and X otherwise.
func (l *Dropout) ForwardPropagation(input *Matrix, training bool) *Matrix {
	mustBeDecay("Dropout: rate", l.Rate)
	l.training = training
	if !training {
		return l.output.Copy(input)
	}
	if !(l.frozen && l.mask.is(input.Rows, input.Cols)) {
		l.draw(input.Rows, input.Cols)
	}
	return l.output.Mul(input, &l.mask)
}

// draw draws a new M.
func (l *Dropout) draw(rows, cols int) {
	l.mask.receive("Dropout", rows, cols)
	for i := range l.mask.Data {
		l.mask.Data[i] = 1 / (1 - l.Rate)
		if l.rng.Float64() < l.Rate {
			l.mask.Data[i] = 0
		}
	}
}

// BackwardPropagation returns dX = dY ⊙ M, or dY if the last forward pass was not training.
func (l *Dropout) BackwardPropagation(outputError *Matrix) *Matrix {
	mustBackPropagate(l, &l.output, outputError)
	if !l.training {
		return l.inputError.Copy(outputError)
	}
	return l.inputError.Mul(outputError, &l.mask)
}

// dropRate returns p, for a diagnosis.
func (l *Dropout) dropRate() float64 { return l.Rate }

// drawn returns M, for a trace.
func (l *Dropout) drawn() *Matrix { return &l.mask }
