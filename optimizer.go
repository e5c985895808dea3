package nn

import (
	"fmt"
	"math"
)

// Optimizer updates a parameter W with its gradient g = dE/dW; this is STEP 4 on the slides. One
// optimizer can update all parameters of a network, because it stores its state, for example moving
// averages, separately for each *Param.
//
// Slide: Training algorithms in Keras; Python implementation - optimizer
type Optimizer interface {
	Update(p *Param)
}

// SGD is gradient descent with momentum. It is stochastic gradient descent if a batch has one
// example (Robbins and Monro 1951), and batch gradient descent if a batch contains all examples.
//
// Rule, with t the number of the update and V_0 = 0:
//
//	V_t = β·V_t-1 + (1 - β)·g
//	W_t = W_t-1 - α·V_t
//
// α is LearningRate and β is Momentum. V is the retained gradient, a moving average over about the
// last 1/(1 - β) gradients. Noise partly cancels in this average. β = 0 gives plain gradient
// descent.
//
// Shapes:
//
//	W, g, V alike
//
// Stability: if the learning rate is too large, W jumps further over the minimum in every step, and
// Fit ends with [ErrDiverged].
//
// Keras and PyTorch add g without the factor 1 - β. Their learning rate α and momentum β correspond
// to α/(1 - β) and β here. For example, use 0.1 and 0.9 here for 0.01 and 0.9 in Keras.
//
// Slide: Improvements on training algorithms: momentum; Python implementation - optimizer
type SGD struct {
	LearningRate float64 // α
	Momentum     float64 // β

	states map[*Param]*sgdState
}

type sgdState struct {
	*SGD
	p                *Param
	retainedGradient []float64 // V
}

// NewSGD returns an SGD optimizer. Momentum 0 switches momentum off; 0.9 is typical.
func NewSGD(learningRate, momentum float64) *SGD {
	mustBeRate("NewSGD: learning rate", learningRate)
	mustBeDecay("NewSGD: momentum", momentum)
	return &SGD{LearningRate: learningRate, Momentum: momentum}
}

// Update changes p.Value by one step of the rule.
func (o *SGD) Update(p *Param) {
	updateElements(p, stateOf(&o.states, p, func(n int) sgdState { return sgdState{o, p, make([]float64, n)} }))
}

func (s *sgdState) run(from, to int) {
	W, V := s.p.Value.Data[from:to], s.retainedGradient[from:to]
	α, β := s.LearningRate, s.Momentum
	for i, g := range s.p.Grad.Data[from:to] {
		V[i] = β*V[i] + (1-β)*g
		W[i] -= α * V[i]
	}
}

// RMSProp divides each gradient by its typical size. Without this, steps would be small in flat
// directions and large in steep ones (Tieleman and Hinton 2012).
//
// Rule, with S_0 = 0, elementwise:
//
//	S_t = β·S_t-1 + (1 - β)·g²
//	W_t = W_t-1 - α·g/(√S_t + ε)
//
// α is LearningRate, ε is Epsilon, 1e-7, and β is Beta, 0.9 as in Keras. The slide's typical 0.999
// averages over a hundred times as many updates. Its first steps are ten times as large, because S
// starts at 0. Keras has ε inside the root, √(S_t + ε); the difference matters only for gradients
// of about √ε = 0.0003 or smaller.
//
// Shapes:
//
//	W, g, S alike
//
// Stability: ε avoids 0/0 for weights whose gradient has always been 0.
//
// Slide: Improvements on training algorithms: RMSProp e Adam
type RMSProp struct {
	LearningRate, Beta, Epsilon float64 // α, β, ε

	states map[*Param]*rmsPropState
}

type rmsPropState struct {
	*RMSProp
	p *Param
	S []float64
}

// NewRMSProp returns an RMSProp optimizer. The usual learning rate is 0.001.
func NewRMSProp(learningRate float64) *RMSProp {
	mustBeRate("NewRMSProp: learning rate", learningRate)
	return &RMSProp{LearningRate: learningRate, Beta: 0.9, Epsilon: 1e-7}
}

// Update changes p.Value by one step of the rule.
func (o *RMSProp) Update(p *Param) {
	updateElements(p, stateOf(&o.states, p, func(n int) rmsPropState { return rmsPropState{o, p, make([]float64, n)} }))
}

func (s *rmsPropState) run(from, to int) {
	W, S := s.p.Value.Data[from:to], s.S[from:to]
	α, β, ε := s.LearningRate, s.Beta, s.Epsilon
	for i, g := range s.p.Grad.Data[from:to] {
		S[i] = β*S[i] + (1-β)*g*g
		if g != 0 { // the step for g = 0 is 0; skipping it makes IMDB 1.3 times as fast
			W[i] -= α * g / (math.Sqrt(S[i]) + ε)
		}
	}
}

// Adam combines momentum with RMSProp (Kingma and Ba 2015).
//
// Rule, with M_0 = V_0 = 0, elementwise; β₁ᵗ is a power:
//
//	M_t = β₁·M_t-1 + (1 - β₁)·g          M̂ = M_t/(1 - β₁ᵗ)
//	V_t = β₂·V_t-1 + (1 - β₂)·g²         V̂ = V_t/(1 - β₂ᵗ)
//	W_t = W_t-1 - α·M̂/(√V̂ + ε)
//
// M and V are too small at first, because they start at 0. For example, after t steps with a
// constant gradient g, M is (1 - β₁ᵗ)·g. M̂ and V̂ correct this; without the correction the first
// step would be three times too large. α is LearningRate; β₁, β₂ and ε are Beta1, Beta2 and
// Epsilon, with the values 0.9, 0.999 and 1e-8 of the paper.
//
// Shapes:
//
//	W, g, M, V alike
//
// Stability: ε avoids 0/0 for weights whose gradient has always been 0.
//
// Slide: Improvements on training algorithms: RMSProp e Adam
type Adam struct {
	LearningRate, Beta1, Beta2, Epsilon float64 // α, β₁, β₂, ε

	states map[*Param]*adamState
}

type adamState struct {
	*Adam
	p    *Param
	M, V []float64
	t    float64
}

// NewAdam returns an Adam optimizer. The usual learning rate is 0.001.
func NewAdam(learningRate float64) *Adam {
	mustBeRate("NewAdam: learning rate", learningRate)
	return &Adam{LearningRate: learningRate, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8}
}

// Update changes p.Value by one step of the rule.
func (o *Adam) Update(p *Param) {
	s := stateOf(&o.states, p, func(n int) adamState {
		return adamState{Adam: o, p: p, M: make([]float64, n), V: make([]float64, n)}
	})
	s.t++
	updateElements(p, s)
}

func (s *adamState) run(from, to int) {
	W, M, V := s.p.Value.Data[from:to], s.M[from:to], s.V[from:to]
	α, β1, β2, ε := s.LearningRate, s.Beta1, s.Beta2, s.Epsilon
	c1, c2 := 1/(1-math.Pow(β1, s.t)), 1/(1-math.Pow(β2, s.t)) // M̂ = c1·M, V̂ = c2·V
	for i, g := range s.p.Grad.Data[from:to] {
		m := β1*M[i] + (1-β1)*g
		v := β2*V[i] + (1-β2)*g*g
		M[i], V[i] = m, v
		W[i] -= α * (c1 * m) / (math.Sqrt(c2*v) + ε)
	}
}

// stateOf returns the state that an optimizer stores for p. The first time, it creates the state
// for the n elements of p.
func stateOf[S any](states *map[*Param]*S, p *Param, made func(n int) S) *S {
	if *states == nil {
		*states = make(map[*Param]*S)
	}
	if (*states)[p] == nil {
		s := made(len(p.Value.Data))
		(*states)[p] = &s
	}
	return (*states)[p]
}

// smallUpdate is the number of elements below which sharing an update costs more than it saves.
const smallUpdate = 1 << 12

// updateElements applies the rule to all elements of p, which do not depend on one another.
func updateElements(p *Param, rule elementTask) {
	if p.Value.Rows != p.Grad.Rows || p.Value.Cols != p.Grad.Cols {
		panicShapes("Update: "+p.Name+" and gradient", p.Value, p.Grad, "want the same shape")
	}
	if n := len(p.Value.Data); fast == nil || n < smallUpdate {
		rule.run(0, n)
	} else {
		fast.share(n, rule)
	}
}

func mustBeRate(op string, α float64) {
	if !(α >= 0) {
		panic(fmt.Sprintf("nn: %s %v, want 0 or more", op, α))
	}
}

func mustBeDecay(op string, β float64) {
	if !(β >= 0 && β < 1) {
		panic(fmt.Sprintf("nn: %s %v, want 0 or more and less than 1", op, β))
	}
}
