package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// WeightPenalty is the [Regularizer] of the slides: a penalty for large weights. Training then keeps
// the weights small unless large ones lower the loss by more than their penalty. Only weights get
// one, as on the slides; biases do not.
//
// Forward:
//
//	penalty = λ₁·Σ_ij |w_ij| + λ₂·Σ_ij w_ij²        E = loss + the penalties of all weights
//
// Shapes:
//
//	W (in, out);  penalty a number;  its gradient as W
//
// Backward. The penalty does not depend on the examples; its derivative is added to dW:
//
//	∂penalty/∂w_ij = λ₁·sign(w_ij) + 2·λ₂·w_ij
//
// L1 pulls every weight towards 0 with the same force, and those that matter little stay there; at
// 0 itself sign is 0. L2 pulls in proportion to the weight, which then decays ("decay" on the
// slides): it makes weights small, not zero.
//
// Slide: Overfitting and regularization; Overfitting and generalization; Regularization
type WeightPenalty struct{ L1, L2 float64 } // λ₁, λ₂

// L1 returns the penalty lambda·Σ|w|, regularizers.l1 on the slides.
func L1(lambda float64) *WeightPenalty { return L1L2(lambda, 0) }

// L2 returns the penalty lambda·Σw², regularizers.l2 on the slides.
func L2(lambda float64) *WeightPenalty { return L1L2(0, lambda) }

// L1L2 returns the sum of both, regularizers.l1_l2 on the slides. It panics if one is negative.
func L1L2(l1, l2 float64) *WeightPenalty {
	if !(l1 >= 0 && l2 >= 0) {
		panic(fmt.Sprintf("nn: L1L2: %v and %v, want 0 or more", l1, l2))
	}
	return &WeightPenalty{l1, l2}
}

// Penalty returns the penalty of the weights W, 0 if r is nil.
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

// AddDerivative adds the derivative of the penalty to dW, nothing if r is nil.
func (r *WeightPenalty) AddDerivative(dW, W *Matrix) {
	if r == nil {
		return
	}
	mustHaveSameShape("AddDerivative", dW, W)
	for i, w := range W.Data {
		dW.Data[i] += r.L1*sign(w) + 2*r.L2*w
	}
}

// KernelRegularizer gives the weights a regularizer, kernel_regularizer on the slides, and returns
// l:
//
//	net.Add(nn.NewDenseLayer(16).KernelRegularizer(nn.L2(0.001)))
func (l *DenseLayer) KernelRegularizer(r Regularizer) *DenseLayer {
	l.Weights.Regularizer = r
	return l
}

// Dropout puts randomly selected inputs to zero while training, so that no unit can rely on one
// other alone (Srivastava et al. 2014). Each mini-batch is another selection.
//
// Forward, with m_ij = 0 with probability p and 1/(1 - p) otherwise, drawn anew each time:
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
// The factor 1/(1 - p) keeps the mean: the expected m_ij is (1 - p)·1/(1 - p) = 1, so that the
// next layer sees sums of the same size with and without dropout. It belongs to the derivative too.
//
// Stability: none needed for p < 1; p = 1 would drop everything and divide by 0.
//
// Slide: Overfitting and generalization; Dropout
type Dropout struct {
	BaseLayer
	Rate float64 // p, the share that is dropped

	rng        *rand.Rand
	mask       Matrix // M
	frozen     bool
	training   bool // in the last ForwardPropagation
	output     Matrix
	inputError Matrix
}

// NewDropout returns a layer that drops a share of rate of its inputs, 0 ≤ rate < 1; it panics for
// any other. The generator is best the layer's own, so that the same seed still draws the same
// weights and batches when the layer is left out.
func NewDropout(rate float64, rng *rand.Rand) *Dropout {
	if !(rate >= 0 && rate < 1) {
		panic(fmt.Sprintf("nn: NewDropout: rate %v, want 0 or more and less than 1", rate))
	}
	if rng == nil {
		panic("nn: NewDropout: the generator is nil")
	}
	return &Dropout{Rate: rate, rng: rng}
}

// OutputShape returns the input shape.
func (l *Dropout) OutputShape() int { return l.InputShape() }

// Freeze makes the layer keep its last selection, or draw new ones again. [CheckLayer] needs it to
// see the same function twice.
func (l *Dropout) Freeze(on bool) { l.frozen = on }

// ForwardPropagation returns Y = X ⊙ M, or X if not training.
func (l *Dropout) ForwardPropagation(input *Matrix, training bool) *Matrix {
	l.training = training
	if !training {
		return l.output.Copy(input)
	}
	if !(l.frozen && l.mask.Rows == input.Rows && l.mask.Cols == input.Cols) {
		l.draw(input.Rows, input.Cols)
	}
	return l.output.Mul(input, &l.mask)
}

// draw selects which entries are dropped.
func (l *Dropout) draw(rows, cols int) {
	l.mask.receive("Dropout", rows, cols)
	for i := range l.mask.Data {
		l.mask.Data[i] = 1 / (1 - l.Rate)
		if l.rng.Float64() < l.Rate {
			l.mask.Data[i] = 0
		}
	}
}

// BackwardPropagation returns dX = dY ⊙ M, or dY if the input did not come in training.
func (l *Dropout) BackwardPropagation(outputError *Matrix) *Matrix {
	mustBackPropagate(l, &l.output, outputError)
	if !l.training {
		return l.inputError.Copy(outputError)
	}
	return l.inputError.Mul(outputError, &l.mask)
}

// drawn returns M, for a trace.
func (l *Dropout) drawn() *Matrix { return &l.mask }
