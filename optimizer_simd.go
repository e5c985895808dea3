// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

//go:build goexperiment.simd && go1.27

package nn

import (
	"math"
	"simd"
)

// This file contains the loops of RMSProp and Adam with vectors, for GOEXPERIMENT=simd. They apply
// to updates that are shared (see updateElements). Each line rounds as the plain line does on amd64, so the
// weights have the same bits.

func init() {
	if fast != nil && !simd.Emulated() {
		fast = vectorRules{fast}
	}
}

// vectorRules is an accelerator that replaces the rules of optimizers.
type vectorRules struct{ accelerator }

func (v vectorRules) share(n int, t elementTask) {
	switch s := t.(type) {
	case *adamState:
		t = (*vectorAdam)(s)
	case *rmsPropState:
		t = (*vectorRMSProp)(s)
	}
	v.accelerator.share(n, t)
}

type vectorAdam adamState

func (s *vectorAdam) run(from, to int) {
	updateAdam((*adamState)(s), from, to)
	leaveVectors()
}

// updateAdam is adamState.run with vectors.
func updateAdam(s *adamState, from, to int) {
	W, M, V, G := s.p.Value.Data[from:to], s.M[from:to], s.V[from:to], s.p.Grad.Data[from:to]
	β1, β2 := simd.BroadcastFloat64s(s.Beta1), simd.BroadcastFloat64s(s.Beta2)
	γ1, γ2 := simd.BroadcastFloat64s(1-s.Beta1), simd.BroadcastFloat64s(1-s.Beta2)
	c1 := simd.BroadcastFloat64s(1 / (1 - math.Pow(s.Beta1, s.t)))
	c2 := simd.BroadcastFloat64s(1 / (1 - math.Pow(s.Beta2, s.t)))
	α, ε := simd.BroadcastFloat64s(s.LearningRate), simd.BroadcastFloat64s(s.Epsilon)
	n := α.Len()
	for len(G) >= n {
		g := simd.LoadFloat64s(G)
		m := β1.Mul(simd.LoadFloat64s(M)).Add(γ1.Mul(g))
		v := β2.Mul(simd.LoadFloat64s(V)).Add(γ2.Mul(g).Mul(g))
		m.Store(M)
		v.Store(V)
		step := α.Mul(c1.Mul(m)).Div(c2.Mul(v).Sqrt().Add(ε))
		simd.LoadFloat64s(W).Sub(step).Store(W)
		W, M, V, G = W[n:], M[n:], V[n:], G[n:]
	}
	g, _ := simd.LoadFloat64sPart(G)
	m, _ := simd.LoadFloat64sPart(M)
	v, _ := simd.LoadFloat64sPart(V)
	w, _ := simd.LoadFloat64sPart(W)
	m = β1.Mul(m).Add(γ1.Mul(g))
	v = β2.Mul(v).Add(γ2.Mul(g).Mul(g))
	m.StorePart(M)
	v.StorePart(V)
	w.Sub(α.Mul(c1.Mul(m)).Div(c2.Mul(v).Sqrt().Add(ε))).StorePart(W)
}

type vectorRMSProp rmsPropState

func (s *vectorRMSProp) run(from, to int) {
	updateRMSProp((*rmsPropState)(s), from, to)
	leaveVectors()
}

// updateRMSProp is rmsPropState.run with vectors. Skipping vectors of zero gradients, as the plain
// loop does, would take longer than their roots and quotients.
func updateRMSProp(s *rmsPropState, from, to int) {
	W, S, G := s.p.Value.Data[from:to], s.S[from:to], s.p.Grad.Data[from:to]
	β, γ := simd.BroadcastFloat64s(s.Beta), simd.BroadcastFloat64s(1-s.Beta)
	α, ε := simd.BroadcastFloat64s(s.LearningRate), simd.BroadcastFloat64s(s.Epsilon)
	var zero simd.Float64s
	n := α.Len()
	for len(G) >= n {
		g := simd.LoadFloat64s(G)
		v := β.Mul(simd.LoadFloat64s(S)).Add(γ.Mul(g).Mul(g))
		v.Store(S)
		step := α.Mul(g).Div(v.Sqrt().Add(ε)).Masked(g.NotEqual(zero))
		simd.LoadFloat64s(W).Sub(step).Store(W)
		W, S, G = W[n:], S[n:], G[n:]
	}
	g, _ := simd.LoadFloat64sPart(G)
	v, _ := simd.LoadFloat64sPart(S)
	w, _ := simd.LoadFloat64sPart(W)
	v = β.Mul(v).Add(γ.Mul(g).Mul(g))
	v.StorePart(S)
	w.Sub(α.Mul(g).Div(v.Sqrt().Add(ε)).Masked(g.NotEqual(zero))).StorePart(W)
}
