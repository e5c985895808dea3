// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import "math"

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

// run applies the rule to the elements from, ..., to-1.
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

// NewRMSProp returns an RMSProp optimizer. The usual learning rate is 0.001.
func NewRMSProp(learningRate float64) *RMSProp {
	mustBeRate("NewRMSProp: learning rate", learningRate)
	return &RMSProp{LearningRate: learningRate, Beta: 0.9, Epsilon: 1e-7}
}

// Rate returns the learning rate, which a schedule can change.
func (o *RMSProp) Rate() *float64 { return &o.LearningRate }

// Update changes p.Value by one step of the rule.
func (o *RMSProp) Update(p *Param) {
	mustBeRate("RMSProp: learning rate", o.LearningRate)
	mustBeDecay("RMSProp: Beta", o.Beta)
	updateElements(p, stateOf(&o.states, p, func(n int) rmsPropState { return rmsPropState{o, p, make([]float64, n)} }))
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

// run applies the rule to the elements from, ..., to-1.
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

// NewAdam returns an Adam optimizer. The usual learning rate is 0.001.
func NewAdam(learningRate float64) *Adam {
	mustBeRate("NewAdam: learning rate", learningRate)
	return &Adam{LearningRate: learningRate, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8}
}

// Rate returns the learning rate, which a schedule can change.
func (o *Adam) Rate() *float64 { return &o.LearningRate }

// Update changes p.Value by one step of the rule.
func (o *Adam) Update(p *Param) {
	mustBeRate("Adam: learning rate", o.LearningRate)
	mustBeDecay("Adam: Beta1", o.Beta1)
	mustBeDecay("Adam: Beta2", o.Beta2)
	s := stateOf(&o.states, p, func(n int) adamState {
		return adamState{Adam: o, p: p, M: make([]float64, n), V: make([]float64, n)}
	})
	s.t++
	updateElements(p, s)
}
