// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

// This file contains the other training algorithms that the slides name. Each one computes a
// separate step size for every weight: AdaGrad from the size of its past gradients, Rprop from
// their signs, and Quickprop from their change.

import (
	"fmt"
	"math"
	"slices"
)

// AdaGrad divides each gradient by the root of the sum of all squared gradients of its weight. A
// weight that is rarely used, for example the weight of a rare word, therefore still takes large
// steps when it is used (Duchi, Hazan and Singer 2011).
//
// Rule, with S_0 = 0, elementwise:
//
//	S_t = S_t-1 + g²
//	W_t = W_t-1 - α·g/(√S_t + ε)
//
// α is LearningRate, ε is Epsilon, 1e-7. The size of the first step is α for every nonzero
// gradient. (This is different in Keras, because S starts at 0.1 there and ε is inside the root.) S
// can only grow. For example, step t is α/√t for a gradient of constant size, so a long training
// almost comes to a halt. [RMSProp] avoids this because its S is a moving average.
//
// Shapes:
//
//	W, g, S alike
//
// Stability: ε avoids 0/0 for weights whose gradient has always been 0.
//
// Slide: Training: supervised learning (Adagrad)
type AdaGrad struct {
	LearningRate, Epsilon float64 // α, ε

	states map[*Param]*adaGradState
}

type adaGradState struct {
	*AdaGrad
	p *Param
	S []float64
}

// run applies the rule to the elements from, ..., to-1.
func (s *adaGradState) run(from, to int) {
	W, S := s.p.Value.Data[from:to], s.S[from:to]
	α, ε := s.LearningRate, s.Epsilon
	for i, g := range s.p.Grad.Data[from:to] {
		S[i] += g * g
		W[i] -= α * g / (math.Sqrt(S[i]) + ε)
	}
}

// NewAdaGrad returns an AdaGrad optimizer. A typical learning rate is 0.01.
func NewAdaGrad(learningRate float64) *AdaGrad {
	mustBeRate("NewAdaGrad: learning rate", learningRate)
	return &AdaGrad{LearningRate: learningRate, Epsilon: 1e-7}
}

// Rate returns the learning rate, which a schedule can change.
func (o *AdaGrad) Rate() *float64 { return &o.LearningRate }

// Update changes p.Value by one step of the rule.
func (o *AdaGrad) Update(p *Param) {
	mustBeRate("AdaGrad: learning rate", o.LearningRate)
	updateElements(p, stateOf(&o.states, p, func(n int) adaGradState { return adaGradState{o, p, make([]float64, n)} }))
}

// Rprop (resilient backpropagation) uses the sign of a gradient and ignores its size. Each weight
// has its own step size Δ. Δ grows while the sign stays the same. It shrinks when the sign changes,
// because the weight has then jumped over a minimum (Riedmiller and Braun 1993). The variant here
// is iRprop⁻ of Igel and Hüsken (2000). It does not undo such a jump; it waits for the next
// gradient.
//
// Rule, with Δ_0 given and s_0 = 0, elementwise:
//
//	s = sign(g)
//	same sign, s·s_t-1 = 1:          Δ_t = min(η⁺·Δ_t-1, Δmax)    s_t = s
//	opposite sign, s·s_t-1 = -1:     Δ_t = max(η⁻·Δ_t-1, Δmin)    s_t = 0: no step now, and Δ
//	                                                              stays the same next time
//	one of them 0:                   Δ_t = Δ_t-1                  s_t = s
//	W_t = W_t-1 - s_t·Δ_t
//
// Δ_0 is InitialStep. η⁺ and η⁻ are Increase and Decrease, 1.2 and 0.5. Δmin and Δmax are MinStep
// and MaxStep, 1e-6 and 50. These values are from the paper.
//
// Use Rprop with full batches: set BatchSize to the number of examples. In the gradient of a
// mini-batch, a sign can change because of the choice of examples, without any minimum. The steps
// would then shrink to almost nothing.
//
// Shapes:
//
//	W, g, s, Δ alike
//
// Stability: Δmax keeps the steps finite, and Δmin keeps them from vanishing.
//
// Slide: Training: supervised learning (Rprop)
type Rprop struct {
	InitialStep        float64 // Δ_0
	Increase, Decrease float64 // η⁺, η⁻
	MinStep, MaxStep   float64 // Δmin, Δmax

	states map[*Param]*rpropState
}

type rpropState struct {
	*Rprop
	p    *Param
	Δ    []float64
	last []float64 // s
}

// run applies the rule to the elements from, ..., to-1.
func (s *rpropState) run(from, to int) {
	W, Δ, last := s.p.Value.Data[from:to], s.Δ[from:to], s.last[from:to]
	for i, g := range s.p.Grad.Data[from:to] {
		now := sign(g)
		switch now * last[i] {
		case 1:
			Δ[i] = min(s.Increase*Δ[i], s.MaxStep)
		case -1:
			Δ[i] = max(s.Decrease*Δ[i], s.MinStep)
			now = 0
		}
		W[i] -= now * Δ[i]
		last[i] = now
	}
}

// NewRprop returns an Rprop optimizer. The initial step has little influence. The paper uses 0.1;
// 0.01 is more cautious.
func NewRprop(initialStep float64) *Rprop {
	mustBeStep("NewRprop", initialStep)
	return &Rprop{
		InitialStep: initialStep,
		Increase:    1.2, Decrease: 0.5,
		MinStep: 1e-6, MaxStep: 50,
	}
}

// mustBeStep panics unless the step is positive, because a step of 0 could only stay 0 or become
// MinStep.
func mustBeStep(op string, step float64) {
	if !(step > 0) {
		panic(fmt.Sprintf("nn: %s: initial step %v, want more than 0", op, step))
	}
}

// Update changes p.Value by one step of the rule.
func (o *Rprop) Update(p *Param) {
	mustBeStep("Rprop", o.InitialStep)
	updateElements(p, stateOf(&o.states, p, func(n int) rpropState {
		return rpropState{o, p, slices.Repeat([]float64{o.InitialStep}, n), make([]float64, n)}
	}))
}

// Quickprop treats the error as a parabola in each weight separately. It computes this parabola
// from the gradients before and after the last step, and jumps to its minimum (Fahlman 1988).
//
// Rule, elementwise, with the step d and g_0 = d_0 = 0. The slope of a parabola is a straight line.
// The step d_t-1 has changed the slope from g_t-1 to g_t. The step q·d_t-1 changes it from g_t to
// 0:
//
//	q = g_t/(g_t-1 - g_t)        by (0 - g_t)/(q·d_t-1) = (g_t - g_t-1)/d_t-1
//
//	opposite sign to g_t-1:    d_t = q·d_t-1           back, to between the last two points
//	same sign as g_t-1:        d_t = q·d_t-1 - α·g_t   further, with q at most μ; q = μ also if
//	                                                   |g| has grown or not changed
//	one of them 0:             d_t = -α·g_t            start or restart
//	W_t = W_t-1 + d_t,  with |d_t| at most dmax
//
// If |g| has grown, the parabola opens downwards, and q < 0 would lead up to its maximum. If g has
// not changed, q is infinite. In both cases the slope still leads down, so the step is the longest
// that is allowed. α is LearningRate. Its term keeps weights moving whose steps have become small;
// it is left out if the minimum lies between the last two points. μ is MaxGrowth, 1.75 as in the
// paper. dmax is MaxStep, 50 as for Rprop.
//
// Use Quickprop with full batches: set BatchSize to the number of examples. The difference of two
// gradients measures the curvature only if both are gradients of the same error.
//
// Shapes:
//
//	W, g, d alike
//
// Stability: a q that is infinite or larger than μ is replaced by μ. Because a step can be μ times as
// long as the last one, it would grow without end where the gradient never changes its sign; dmax
// limits it.
//
// Slide: Training: supervised learning (Quickprop)
type Quickprop struct {
	LearningRate, MaxGrowth, MaxStep float64 // α, μ, dmax

	states map[*Param]*quickpropState
}

type quickpropState struct {
	*Quickprop
	p    *Param
	d    []float64 // the last step
	last []float64 // the gradient before it
}

// run applies the rule to the elements from, ..., to-1.
func (s *quickpropState) run(from, to int) {
	W, d, last := s.p.Value.Data[from:to], s.d[from:to], s.last[from:to]
	α, μ := s.LearningRate, s.MaxGrowth
	for i, g := range s.p.Grad.Data[from:to] {
		q := g / (last[i] - g)
		switch sign(g) * sign(last[i]) {
		case -1:
			d[i] *= q
		case 1:
			if q < 0 || q > μ {
				q = μ
			}
			d[i] = q*d[i] - α*g
		default:
			d[i] = -α * g
		}
		d[i] = max(-s.MaxStep, min(d[i], s.MaxStep))
		W[i] += d[i]
		last[i] = g
	}
}

// NewQuickprop returns a Quickprop optimizer. Typical learning rates are 0.01 to 0.1. (Multiply a
// learning rate from the paper by the number of examples, because the gradient is a sum over the
// examples there and a mean here.)
func NewQuickprop(learningRate float64) *Quickprop {
	mustBeRate("NewQuickprop: learning rate", learningRate)
	return &Quickprop{LearningRate: learningRate, MaxGrowth: 1.75, MaxStep: 50}
}

// Rate returns the learning rate, which a schedule can change.
func (o *Quickprop) Rate() *float64 { return &o.LearningRate }

// Update changes p.Value by one step of the rule.
func (o *Quickprop) Update(p *Param) {
	mustBeRate("Quickprop: learning rate", o.LearningRate)
	updateElements(p, stateOf(&o.states, p, func(n int) quickpropState {
		return quickpropState{o, p, make([]float64, n), make([]float64, n)}
	}))
}
