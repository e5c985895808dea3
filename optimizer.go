// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import "fmt"

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

// run applies the rule to the elements from, ..., to-1.
func (s *sgdState) run(from, to int) {
	W, V := s.p.Value.Data[from:to], s.retainedGradient[from:to]
	α, β := s.LearningRate, s.Momentum
	for i, g := range s.p.Grad.Data[from:to] {
		V[i] = β*V[i] + (1-β)*g
		W[i] -= α * V[i]
	}
}

// NewSGD returns an SGD optimizer. Momentum 0 switches momentum off; 0.9 is typical.
func NewSGD(learningRate, momentum float64) *SGD {
	mustBeRate("NewSGD: learning rate", learningRate)
	mustBeDecay("NewSGD: momentum", momentum)
	return &SGD{LearningRate: learningRate, Momentum: momentum}
}

// Rate returns the learning rate, which a schedule can change.
func (o *SGD) Rate() *float64 { return &o.LearningRate }

// Update changes p.Value by one step of the rule.
func (o *SGD) Update(p *Param) {
	mustBeRate("SGD: learning rate", o.LearningRate)
	mustBeDecay("SGD: momentum", o.Momentum)
	updateElements(p, stateOf(&o.states, p, func(n int) sgdState { return sgdState{o, p, make([]float64, n)} }))
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
	if !p.Grad.is(p.Value.Rows, p.Value.Cols) {
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
