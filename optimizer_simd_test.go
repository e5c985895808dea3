// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

//go:build goexperiment.simd && go1.27

package nn

import (
	"math"
	"runtime"
	"testing"
)

// TestVectorRules: a rule with vectors gives the numbers of the plain rule, for parts of any length
// that start anywhere, and with gradients of zero.
func TestVectorRules(t *testing.T) {
	rng := newRand(1)
	for _, ε := range []float64{1e-8, 0} {
		for n := range 80 {
			plainP, vectorP := randomParam(1, n+20, uint64(n)), randomParam(1, n+20, uint64(n))
			plainA, vectorA := NewAdam(0.01), NewAdam(0.01)
			plainR, vectorR := NewRMSProp(0.01), NewRMSProp(0.01)
			plainA.Epsilon, vectorA.Epsilon, plainR.Epsilon, vectorR.Epsilon = ε, ε, ε, ε
			from := n % 9
			states := func(a *Adam, r *RMSProp, p *Param) (*adamState, *rmsPropState) {
				k := len(p.Value.Data)
				return &adamState{Adam: a, p: p, M: make([]float64, k), V: make([]float64, k)},
					&rmsPropState{r, p, make([]float64, k)}
			}
			a, r := states(plainA, plainR, plainP)
			va, vr := states(vectorA, vectorR, vectorP)
			for step := range 3 {
				for i := range plainP.Grad.Data {
					g := rng.NormFloat64()
					if ε > 0 && rng.IntN(2) == 0 || step == 0 && i < n/2 && ε > 0 {
						g = math.Copysign(0, g)
					}
					plainP.Grad.Data[i], vectorP.Grad.Data[i] = g, g
				}
				a.t++
				va.t++
				a.run(from, from+n)
				(*vectorAdam)(va).run(from, from+n)
				plainP.Grad.Data[from], vectorP.Grad.Data[from] = 0, 0
				r.run(from, from+n)
				(*vectorRMSProp)(vr).run(from, from+n)
				for name, pair := range map[string][2][]float64{
					"weights": {plainP.Value.Data, vectorP.Value.Data},
					"M":       {a.M, va.M}, "V": {a.V, va.V}, "S": {r.S, vr.S},
				} {
					if !sameNumbers(pair[1], pair[0]) {
						t.Fatalf("step %d of %d elements from %d, ε = %v: %s are\n%v\nwant\n%v", step+1, n, from, ε, name, pair[1], pair[0])
					}
				}
			}
		}
	}
}

// sameNumbers reports whether two slices have the same bits on amd64, and the same numbers up to
// rounding elsewhere.
func sameNumbers(got, want []float64) bool {
	for i, w := range want {
		if g := got[i]; math.Float64bits(g) != math.Float64bits(w) && (runtime.GOARCH == "amd64" ||
			!(math.Abs(g-w) <= 1e-12*max(1, math.Abs(w)))) {
			return false
		}
	}
	return true
}

// TestSharedUpdatesUseVectors: the accelerator replaces the rules of RMSProp and Adam, and only
// these.
func TestSharedUpdatesUseVectors(t *testing.T) {
	seen := &seenTask{accelerator: fast}
	rules := vectorRules{seen}
	for _, c := range []struct {
		task elementTask
		want bool
	}{{&adamState{}, true}, {&rmsPropState{}, true}, {&sgdState{}, false}} {
		rules.share(0, c.task)
		if replaced := seen.task != c.task; replaced != c.want {
			t.Errorf("%T: replaced %v, want %v", c.task, replaced, c.want)
		}
	}
}

type seenTask struct {
	accelerator
	task elementTask
}

func (s *seenTask) share(n int, t elementTask) { s.task = t }
