// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

func init() {
	optimizerTable = append(optimizerTable,
		optimizerCase{"AdaGrad", func() Optimizer { return NewAdaGrad(0.1) }},
		optimizerCase{"Rprop", func() Optimizer { return NewRprop(0.01) }},
		optimizerCase{"Quickprop", func() Optimizer { return NewQuickprop(0.01) }})
}

// A stepTable is a parameter of one number that starts at 1, the gradients that it gets, and what
// it must be after each.
type stepTable struct {
	name       string
	optimizer  func() Optimizer
	gradients  []float64
	parameters []float64
}

// firstWrong returns the first step after which the parameter is not what the table says, 0 if
// none.
func (c stepTable) firstWrong(o Optimizer) int {
	p := &Param{Name: "weights", Value: column(1), Grad: column(0)}
	for i, g := range c.gradients {
		p.Grad.Data[0] = g
		o.Update(p)
		if !(math.Abs(p.Value.Data[0]-c.parameters[i]) <= 2e-7) { // AdaGrad's ε makes 1e-7
			return i + 1
		}
	}
	return 0
}

// atChange is what a variant of Rprop does when the sign s is not the last one.
type atChange func(s, last, Δ float64) changed

type changed struct{ step, Δ, last float64 }

// scalarRule is an optimizer for a parameter of one number: it returns the step for a gradient.
type scalarRule func(g float64) (step float64)

func (rule scalarRule) Update(p *Param) { p.Value.Data[0] += rule(p.Grad.Data[0]) }

var adaGradTables = []stepTable{
	// √S is 3, √(9+16) = 5, √(25+144) = 13, √(169+7056) = 85:
	// 1 - 0.3/3, + 0.4/5, - 1.2/13, - 8.4/85
	{"ε too small to see", func() Optimizer { return NewAdaGrad(0.1) },
		[]float64{3, -4, 12, 84}, []float64{0.9, 0.98, 0.8876923, 0.7888688}},
	// 1 - 0.3/(3+1), + 0.4/(5+1), - 1.2/(13+1)
	{"ε = 1", func() Optimizer { return &AdaGrad{LearningRate: 0.1, Epsilon: 1} },
		[]float64{3, -4, 12}, []float64{0.925, 0.9916667, 0.9059524}},
	{"a learning rate of 0",
		func() Optimizer { return NewAdaGrad(0) }, []float64{3, -4}, []float64{1, 1}},
}

var rpropTables = []stepTable{
	// g         5     0.001   700    -2     -3      -4      0       1      1
	// s         1      1       1      0     -1      -1      0       1      1
	// Δ         0.1   0.12   0.144  0.072  0.072  0.0864  0.0864  0.0864  0.10368
	{"grow, shrink, wait", func() Optimizer { return NewRprop(0.1) },
		[]float64{5, 0.001, 700, -2, -3, -4, 0, 1, 1},
		[]float64{0.9, 0.78, 0.636, 0.636, 0.708, 0.7944, 0.7944, 0.708, 0.60432}},
	// Δ  40, 48, 57.6 is too much: 50, 50
	{"the largest step", func() Optimizer { return NewRprop(40) },
		[]float64{1, 1, 1, 1}, []float64{-39, -87, -137, -187}},
	// Δ  0.3, then halved to 0.2 (0.15 is too little), 0.2, halved to 0.2 again, 0.2
	{"the smallest step", func() Optimizer { o := NewRprop(0.3); o.MinStep = 0.2; return o },
		[]float64{1, -1, -1, 1, 1}, []float64{0.7, 0.7, 0.9, 0.9, 0.7}},
}

var quickpropTables = []stepTable{
	// g = 4     start                          d = -0.4
	// g = 1     q = 1/(4 - 1) = 1/3            d = -0.4/3 - 0.1 = -0.2333333
	// g = 0.9   q = 0.9/(1 - 0.9) = 9 -> 1.75  d = -0.4083333 - 0.09 = -0.4983333
	// g = 2     q = 2/(0.9 - 2) < 0 -> 1.75    d = -0.8720833 - 0.2 = -1.0720833
	// g = 2     q = 2/0 -> 1.75                d = -1.8761458 - 0.2 = -2.0761458
	// g = -6    q = -6/(2 + 6) = -0.75         d = 1.5571094
	// g = 0                                    d = 0
	// g = 1     start again                    d = -0.1
	// g = -0.25 q = -0.25/(1 + 0.25) = -0.2    d = 0.02
	{"every case", func() Optimizer { return NewQuickprop(0.1) },
		[]float64{4, 1, 0.9, 2, 2, -6, 0, 1, -0.25},
		[]float64{0.6, 0.3666667, -0.1316667, -1.20375, -3.2798958, -1.7227865,
			-1.7227865, -1.8227865, -1.8027865}},
	// The same downwards: everything changes its sign.
	{"negative gradients", func() Optimizer { return NewQuickprop(0.1) },
		[]float64{-4, -1, -0.9, -2, -2, 6},
		[]float64{1.4, 1.6333333, 2.1316667, 3.20375, 5.2798958, 3.7227865}},
}

func TestOtherOptimizersByHand(t *testing.T) {
	for _, tables := range [][]stepTable{adaGradTables, rpropTables, quickpropTables} {
		for _, c := range tables {
			t.Run(c.name, func(t *testing.T) {
				if i := c.firstWrong(c.optimizer()); i > 0 {
					t.Errorf("wrong after step %d, want %v", i, c.parameters)
				}
			})
		}
	}
}

// The tables must tell the rules from those that are often taken for them.
func TestOtherOptimizersRejectWrongRules(t *testing.T) {
	adaGrad := func(add, quotient func(g, S float64) float64) Optimizer {
		S := 0.0
		return scalarRule(func(g float64) float64 {
			S += add(g, S)
			return -0.1 * quotient(g, S)
		})
	}
	square := func(g, S float64) float64 { return g * g }
	byRoot := func(g, S float64) float64 { return g / math.Sqrt(S) }

	// change is what happens when the sign changes, size what the step is multiplied by.
	rprop := func(change atChange, size func(g float64) float64) Optimizer {
		Δ, last := 0.1, 0.0
		return scalarRule(func(g float64) float64 {
			s := sign(g)
			if s*last < 0 {
				c := change(s, last, Δ)
				Δ, last = c.Δ, c.last
				return c.step
			}
			if s*last > 0 {
				Δ *= 1.2
			}
			last = s
			return -Δ * size(g)
		})
	}
	wait := func(s, last, Δ float64) changed { return changed{0, Δ / 2, 0} }

	quickprop := func(q func(g, last float64) float64, term func(g, last float64) bool) Optimizer {
		d, last := 0.0, 0.0
		return scalarRule(func(g float64) float64 {
			if last == 0 {
				d = -0.1 * g
			} else {
				d *= q(g, last)
				if term(g, last) {
					d -= 0.1 * g
				}
			}
			last = g
			return d
		})
	}
	limited := func(g, last float64) float64 {
		q := g / (last - g)
		if g*last > 0 && !(0 <= q && q <= 1.75) {
			return 1.75
		}
		return q
	}
	sameSign := func(g, last float64) bool { return g*last > 0 }

	for _, c := range []struct {
		name  string
		table stepTable
		rule  Optimizer
		right bool
	}{
		{"AdaGrad", adaGradTables[0], adaGrad(square, byRoot), true},
		{"AdaGrad without the square", adaGradTables[0],
			adaGrad(func(g, S float64) float64 { return math.Abs(g) }, byRoot), false},
		{"AdaGrad without the root", adaGradTables[0],
			adaGrad(square, func(g, S float64) float64 { return g / S }), false},
		{"AdaGrad without accumulation", adaGradTables[0],
			adaGrad(func(g, S float64) float64 { return g*g - S }, byRoot), false},
		{"AdaGrad with a moving average", adaGradTables[0],
			adaGrad(func(g, S float64) float64 { return 0.1 * (g*g - S) }, byRoot), false},
		{"AdaGrad with ε inside the root", adaGradTables[1],
			adaGrad(square, func(g, S float64) float64 { return g / math.Sqrt(S+1) }), false},
		{"AdaGrad uphill", adaGradTables[0],
			adaGrad(square, func(g, S float64) float64 { return -g / math.Sqrt(S) }), false},

		{"Rprop", rpropTables[0], rprop(wait, sign), true},
		{"Rprop that uses the size", rpropTables[0],
			rprop(wait, func(g float64) float64 { return g }), false},
		{"Rprop that grows at a change", rpropTables[0],
			rprop(func(s, last, Δ float64) changed { return changed{0, 1.2 * Δ, 0} }, sign), false},
		{"Rprop that grows right after a change", rpropTables[0],
			rprop(func(s, last, Δ float64) changed { return changed{0, Δ / 2, s} }, sign), false},
		{"Rprop that shrinks twice for one change", rpropTables[0],
			rprop(func(s, last, Δ float64) changed {
				return changed{0, Δ / 2, last}
			}, sign), false},
		{"Rprop that does not shrink", rpropTables[0],
			rprop(func(s, last, Δ float64) changed { return changed{0, Δ, 0} }, sign), false},
		{"Rprop that steps at a change (Rprop⁻)", rpropTables[0],
			rprop(func(s, last, Δ float64) changed {
				return changed{-s * Δ / 2, Δ / 2, s}
			}, sign), false},
		{"Rprop that takes its step back (Rprop⁺)", rpropTables[0],
			rprop(func(s, last, Δ float64) changed {
				return changed{last * Δ, Δ / 2, 0}
			}, sign), false},
		{"Rprop without a largest step", rpropTables[1],
			&Rprop{InitialStep: 40, Increase: 1.2, Decrease: 0.5, MaxStep: math.Inf(1)}, false},
		{"Rprop without a smallest step", rpropTables[2],
			&Rprop{InitialStep: 0.3, Increase: 1.2, Decrease: 0.5, MaxStep: 50}, false},

		{"Quickprop", quickpropTables[0], quickprop(limited, sameSign), true},
		{"Quickprop without a largest growth", quickpropTables[0],
			quickprop(func(g, last float64) float64 { return g / (last - g) }, sameSign), false},
		{"Quickprop that limits to 2",
			quickpropTables[0], &Quickprop{LearningRate: 0.1, MaxGrowth: 2}, false},
		{"Quickprop with the difference the wrong way round", quickpropTables[0],
			quickprop(func(g, last float64) float64 { return -limited(g, last) }, sameSign), false},
		{"Quickprop up a parabola that opens downwards", quickpropTables[0],
			quickprop(func(g, last float64) float64 {
				return min(g/(last-g), 1.75)
			}, sameSign), false},
		{"Quickprop without the gradient term", quickpropTables[0],
			quickprop(limited, func(g, last float64) bool { return false }), false},
		{"Quickprop that always adds the gradient term", quickpropTables[0],
			quickprop(limited, func(g, last float64) bool { return true }), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if i := c.table.firstWrong(c.rule); (i == 0) != c.right {
				t.Errorf("first wrong step is %d; is the rule right: %v", i, c.right)
			}
		})
	}
}

// On a parabola Quickprop's first jump over the minimum is followed by one exactly into it.
func TestQuickpropFindsTheMinimumOfAParabola(t *testing.T) {
	p := &Param{Name: "weights", Value: MatrixOf([]float64{0, 8}), Grad: NewMatrix(1, 2)}
	o := NewQuickprop(0.75)
	// E = (w - 3)²: from 0 to 0 + 0.75·6 = 4.5 and then to 3; from 8 to 0.5 and then to 3.
	for range 2 {
		for i, w := range p.Value.Data {
			p.Grad.Data[i] = 2 * (w - 3)
		}
		o.Update(p)
	}
	if want := MatrixOf([]float64{3, 3}); !p.Value.Equal(want) {
		t.Errorf("after two steps %v, want %v", p.Value, want)
	}
}

func otherOptimizers() map[string]Optimizer {
	return map[string]Optimizer{
		"AdaGrad": NewAdaGrad(0.1), "Rprop": NewRprop(0.1), "Quickprop": NewQuickprop(0.1),
	}
}

// Every sequence of three gradients, extreme ones and zeros among them, leads to a number.
func TestOtherOptimizersStayFinite(t *testing.T) {
	gradients := []float64{0, math.Copysign(0, -1), 1, -1, 1e-300, -1e-300,
		0x1p-1074, -0x1p-1074, 3 * 0x1p-1074, 1e300, -1e300, math.MaxFloat64, -math.MaxFloat64}
	for name := range otherOptimizers() {
		for _, a := range gradients {
			for _, b := range gradients {
				for _, c := range gradients {
					p := &Param{Name: "weights", Value: column(1), Grad: column(0)}
					o := otherOptimizers()[name]
					for _, g := range []float64{a, b, c} {
						p.Grad.Data[0] = g
						o.Update(p)
					}
					if !finite(p.Value) {
						t.Fatalf("%s: the gradients %g, %g, %g make 1 to %g",
							name, a, b, c, p.Value.Data[0])
					}
				}
			}
		}
	}
}

// A gradient that is NaN must not pass for 0: training would stand still and nobody be told.
func TestOtherOptimizersPassNaNOn(t *testing.T) {
	for name, o := range otherOptimizers() {
		p := &Param{Name: "weights", Value: column(1), Grad: column(2)}
		o.Update(p)
		p.Grad.Data[0] = math.NaN()
		if o.Update(p); !math.IsNaN(p.Value.Data[0]) {
			t.Errorf("%s: a gradient that is NaN makes the weight %v", name, p.Value.Data[0])
		}
	}
}

// A large parameter, shared among the processors, changes like each of its elements alone, and two
// parameters do not know of each other.
func TestOtherOptimizersElementByElement(t *testing.T) {
	const n = smallUpdate + 77
	for name, o := range otherOptimizers() {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			p := &Param{Name: "weights", Value: normal(NewMatrix(n, 1), rng), Grad: NewMatrix(n, 1)}
			alone := []int{0, 1, n / 2, n - 1}
			singles := make([]*Param, len(alone))
			for k, i := range alone {
				singles[k] = &Param{Name: "weight", Value: column(p.Value.Data[i]), Grad: column(0)}
			}
			for range 6 {
				kept := normal(p.Grad, rng).Clone()
				o.Update(p)
				if !p.Grad.Equal(kept) {
					t.Fatal("Update writes into the gradient")
				}
				for k, i := range alone {
					singles[k].Grad.Data[0] = p.Grad.Data[i]
					o.Update(singles[k])
					if got, want := p.Value.Data[i], singles[k].Value.Data[0]; got != want {
						t.Fatalf("element %d is %v, alone it would be %v", i, got, want)
					}
				}
			}
		})
	}
}

func TestOtherOptimizersRefuse(t *testing.T) {
	for name, construct := range map[string]func(rate float64){
		"NewAdaGrad: learning rate":   func(rate float64) { NewAdaGrad(rate) },
		"NewRprop: initial step":      func(rate float64) { NewRprop(rate) },
		"NewQuickprop: learning rate": func(rate float64) { NewQuickprop(rate) },
	} {
		mustPanicWith(t, func() { construct(-0.1) }, "nn: "+name+" -0.1, want ")
		mustPanicWith(t, func() { construct(math.NaN()) }, "nn: "+name+" NaN")
	}
	mustPanicWith(t, func() { NewRprop(0) }, "nn: NewRprop: initial step 0, want more than 0")
	for _, o := range otherOptimizers() {
		p := &Param{Name: "weights", Value: NewMatrix(2, 3), Grad: NewMatrix(3, 2)}
		mustPanicWith(t, func() { o.Update(p) }, "nn: Update: weights", "(2, 3)", "(3, 2)")
	}
}

// TestQuickpropIsBounded: on gradients that never change sign its step grows, but not for ever.
func TestQuickpropIsBounded(t *testing.T) {
	o, p := NewQuickprop(0.1), &Param{Name: "w", Value: NewMatrix(1, 2), Grad: MatrixOf([]float64{1, -2})}
	for range 1000 {
		before := p.Value.Clone()
		o.Update(p)
		for i, w := range p.Value.Data {
			if step := math.Abs(w - before.Data[i]); !(step <= 50+1e-9) {
				t.Fatalf("a step of %v, want at most 50", step)
			}
		}
	}
	if p.Value.At(0, 0) > -10_000 || p.Value.At(0, 1) < 10_000 {
		t.Errorf("after 1000 steps the weights are %v, want far away in both directions", p.Value)
	}
}
