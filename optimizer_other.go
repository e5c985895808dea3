package nn

// The other training algorithms that the slides name. Each gives every weight a step of its own
// size: AdaGrad by the gradients it has had, Rprop by their signs, Quickprop by how they change.

import (
	"math"
	"slices"
)

// AdaGrad divides each gradient by the size of all that its weight has had so far, so that a weight
// that is rarely used, such as that of a rare word, still learns with large steps when its turn
// comes (Duchi, Hazan and Singer 2011).
//
// Rule, with S_0 = 0, elementwise:
//
//	S_t = S_t-1 + g²
//	W_t = W_t-1 - α·g/(√S_t + ε)
//
// α is LearningRate, ε is Epsilon, 1e-7. The first step is α whatever the gradient. (Not so in
// Keras, which starts S at 0.1 and has ε in the root.) S only grows: for a gradient of constant
// size step t is α/√t, and a long training comes to a halt. [RMSProp] forgets old gradients for
// that reason.
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

// NewAdaGrad returns AdaGrad; 0.01 is a usual learning rate.
func NewAdaGrad(learningRate float64) *AdaGrad {
	mustBeRate("NewAdaGrad: learning rate", learningRate)
	return &AdaGrad{LearningRate: learningRate, Epsilon: 1e-7}
}

// Rate returns the learning rate, which a schedule can change.
func (o *AdaGrad) Rate() *float64 { return &o.LearningRate }

// Update changes p.Value by one step of the rule.
func (o *AdaGrad) Update(p *Param) {
	updateElements(p, stateOf(&o.states, p, func(n int) adaGradState { return adaGradState{o, p, make([]float64, n)} }))
}

func (s *adaGradState) run(from, to int) {
	W, S := s.p.Value.Data[from:to], s.S[from:to]
	α, ε := s.LearningRate, s.Epsilon
	for i, g := range s.p.Grad.Data[from:to] {
		S[i] += g * g
		W[i] -= α * g / (math.Sqrt(S[i]) + ε)
	}
}

// Rprop (resilient backpropagation) looks at the sign of a gradient and not at its size. Each
// weight has a step Δ that grows while the sign stays and shrinks when it changes, which means that
// the step has jumped over a minimum (Riedmiller and Braun 1993; here in the form iRprop⁻ of Igel
// and Hüsken 2000, which does not take a jump back but waits for the next gradient).
//
// Rule, with Δ_0 given and s_0 = 0, elementwise:
//
//	s = sign(g)
//	the same sign, s·s_t-1 = 1:     Δ_t = min(η⁺·Δ_t-1, Δmax)    s_t = s
//	another sign, s·s_t-1 = -1:     Δ_t = max(η⁻·Δ_t-1, Δmin)    s_t = 0: no step now, and
//	                                                             neither growth nor shrinking next
//	one of them 0:                  Δ_t = Δ_t-1                  s_t = s
//	W_t = W_t-1 - s_t·Δ_t
//
// Δ_0 is InitialStep; η⁺ and η⁻ are Increase and Decrease, 1.2 and 0.5; Δmin and Δmax are MinStep
// and MaxStep, 1e-6 and 50, as in the paper.
//
// It wants full batches, BatchSize the number of examples: in the gradient of a mini-batch a sign
// changes by the choice of the examples as much as by a minimum, and the steps shrink to nothing.
//
// Shapes:
//
//	W, g, s, Δ alike
//
// Stability: Δmin and Δmax keep the steps finite and alive.
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

// NewRprop returns Rprop. The initial step matters little; 0.1 is the paper's, 0.01 is more
// careful.
func NewRprop(initialStep float64) *Rprop {
	mustBeRate("NewRprop: initial step", initialStep)
	return &Rprop{
		InitialStep: initialStep,
		Increase:    1.2, Decrease: 0.5,
		MinStep: 1e-6, MaxStep: 50,
	}
}

// Update changes p.Value by one step of the rule.
func (o *Rprop) Update(p *Param) {
	updateElements(p, stateOf(&o.states, p, func(n int) rpropState {
		return rpropState{o, p, slices.Repeat([]float64{o.InitialStep}, n), make([]float64, n)}
	}))
}

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

// Quickprop takes the error for a parabola in each weight by itself, computes that parabola from
// the gradients before and after the last step, and jumps to its minimum (Fahlman 1988).
//
// Rule, elementwise, with d the step and g_0 = d_0 = 0. The slope of a parabola is a straight line.
// After the step d_t-1 it has gone from g_t-1 to g_t; to go on to 0 it takes the step q·d_t-1 with
//
//	q = g_t/(g_t-1 - g_t)        by (0 - g_t)/(q·d_t-1) = (g_t - g_t-1)/d_t-1
//
//	another sign than g_t-1:   d_t = q·d_t-1           back, to between the last two points
//	the same sign:             d_t = q·d_t-1 - α·g_t   on, with q at most μ; q = μ also if g
//	                                                   has grown or not changed
//	one of them 0:             d_t = -α·g_t            start, or start again
//	W_t = W_t-1 + d_t
//
// If g has grown, the parabola opens downwards and q < 0 would lead up to its maximum; if g has not
// changed, q is infinite. As g goes down ever more steeply, the step is then the longest allowed
// one. α is LearningRate; its term keeps a weight moving whose steps have become small, and is left
// out where the minimum lies between the last two points. μ is MaxGrowth, 1.75 as in the paper.
//
// It wants full batches, BatchSize the number of examples: the difference of two gradients tells of
// the curvature only if both are gradients of the same error.
//
// Shapes:
//
//	W, g, d alike
//
// Stability: q is used only where it is finite and at most μ, so nothing is divided by 0.
//
// Slide: Training: supervised learning (Quickprop)
type Quickprop struct {
	LearningRate, MaxGrowth float64 // α, μ

	states map[*Param]*quickpropState
}

type quickpropState struct {
	*Quickprop
	p    *Param
	d    []float64 // the last step
	last []float64 // the gradient before it
}

// NewQuickprop returns Quickprop; 0.01 to 0.1 are usual learning rates. (The paper's gradient is a
// sum over the examples and this one a mean, so a learning rate of the paper is here that times
// their number.)
func NewQuickprop(learningRate float64) *Quickprop {
	mustBeRate("NewQuickprop: learning rate", learningRate)
	return &Quickprop{LearningRate: learningRate, MaxGrowth: 1.75}
}

// Rate returns the learning rate, which a schedule can change.
func (o *Quickprop) Rate() *float64 { return &o.LearningRate }

// Update changes p.Value by one step of the rule.
func (o *Quickprop) Update(p *Param) {
	updateElements(p, stateOf(&o.states, p, func(n int) quickpropState {
		return quickpropState{o, p, make([]float64, n), make([]float64, n)}
	}))
}

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
		W[i] += d[i]
		last[i] = g
	}
}
