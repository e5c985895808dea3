// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"testing"
)

func init() {
	optimizerTable = append(optimizerTable,
		optimizerCase{"RMSProp", func() Optimizer { return NewRMSProp(0.01) }},
		optimizerCase{"Adam", func() Optimizer { return NewAdam(0.01) }})
}

// The steps of the tables, by hand. The gradients change their sign and their size, so that no
// factor cancels out and no memory is without effect. They are chosen so that the roots are whole
// numbers.
var (
	sgdTables = []stepTable{
		// V  0.1·0.5 = 0.05      0.9·0.05 - 0.1·2 = -0.155      -0.9·0.155 + 0.1·0.1 = -0.1295
		{"momentum 0.9", func() Optimizer { return NewSGD(0.1, 0.9) },
			[]float64{0.5, -2, 0.1},
			[]float64{1 - 0.005, 1 - 0.005 + 0.0155, 1 - 0.005 + 0.0155 + 0.01295}},
		// V  0.5·-4 = -2         -0.5·2 + 0.5·0.25 = -0.875     -0.5·0.875 + 0.5·8 = 3.5625
		{"momentum 0.5", func() Optimizer { return NewSGD(0.1, 0.5) },
			[]float64{-4, 0.25, 8}, []float64{1.2, 1.2875, 0.93125}},
		{"no momentum",
			func() Optimizer { return NewSGD(0.1, 0) }, []float64{0.5, -2, 0.1},
			[]float64{0.95, 1.15, 1.14}},
		{"a learning rate of 0",
			func() Optimizer { return NewSGD(0, 0.9) }, []float64{0.5, -2}, []float64{1, 1}},
	}

	rmsPropTables = []stepTable{
		// S   2²/4 = 1     3/4·1 + 1²/4 = 1     3/4·1 + 2.75²/4 = 1.625²
		// √S + ε          1.25        1.25             1.875
		{"large ε",
			func() Optimizer { return &RMSProp{LearningRate: 0.1, Beta: 0.75, Epsilon: 0.25} },
			[]float64{2, -1, 2.75},
			[]float64{1 - 0.2/1.25, 1 - 0.2/1.25 + 0.1/1.25,
				1 - 0.2/1.25 + 0.1/1.25 - 0.275/1.875}},
		// S   4            3/4·4 + 2²/4 = 4     3/4·4 + 5.5²/4 = 3.25²
		// √S + ε          2.25        2.25             3.5
		{"large ε, larger gradients",
			func() Optimizer { return &RMSProp{LearningRate: 0.1, Beta: 0.75, Epsilon: 0.25} },
			[]float64{-4, 2, -5.5},
			[]float64{1 + 0.4/2.25, 1 + 0.4/2.25 - 0.2/2.25,
				1 + 0.4/2.25 - 0.2/2.25 + 0.55/3.5}},
		// S   0.1       0.09 + 0.4 = 0.7²        β is 0.9 and ε is 1e-7
		{"as it is made", func() Optimizer { return NewRMSProp(0.01) },
			[]float64{1, -2},
			[]float64{1 - 0.01/(math.Sqrt(0.1)+1e-7),
				1 - 0.01/(math.Sqrt(0.1)+1e-7) + 0.02/(0.7+1e-7)}},
	}

	adamTables = []stepTable{
		// M  2/2 = 1           1/2 - 5/2 = -2             -2/2 + 4/2 = 1
		// M̂  1/(1/2) = 2       -2/(3/4) = -8/3            1/(7/8) = 8/7
		// V  4/4 = 1           3/4 + 25/4 = 7             21/4 + 16/4 = 37/4
		// V̂  1/(1/4) = 2²      7/(7/16) = 4²              (37/4)/(37/64) = 4²
		{"large ε",
			func() Optimizer {
				return &Adam{LearningRate: 0.1, Beta1: 0.5, Beta2: 0.75,
					Epsilon: 0.5}
			},
			[]float64{2, -5, 4},
			[]float64{1 - 0.2/2.5, 1 - 0.2/2.5 + 0.8/3/4.5,
				1 - 0.2/2.5 + 0.8/3/4.5 - 0.8/7/4.5}},
		// M̂  6     (3/2 - 1/2)/(3/4) = 4/3     (1/2 - 2)/(7/8) = -12/7
		// V̂  6²    (27/4 + 1/4)/(7/16) = 4²    (21/4 + 16/4)/(37/64) = 4²
		{"large ε, other gradients",
			func() Optimizer {
				return &Adam{LearningRate: 0.1, Beta1: 0.5, Beta2: 0.75,
					Epsilon: 0.5}
			},
			[]float64{6, -1, -4},
			[]float64{1 - 0.6/6.5, 1 - 0.6/6.5 - 0.4/3/4.5,
				1 - 0.6/6.5 - 0.4/3/4.5 + 1.2/7/4.5}},
		// M̂  1     (0.09 - 0.2)/0.19 = -11/19
		// V̂  1     (0.000999 + 0.004)/0.001999 = 4999/1999
		{"as it is made", func() Optimizer { return NewAdam(0.01) },
			[]float64{1, -2},
			[]float64{1 - 0.01/(1+1e-8),
				1 - 0.01/(1+1e-8) + 0.11/19/(math.Sqrt(4999./1999)+1e-8)}},
	}
)

func TestOptimizersByHand(t *testing.T) {
	for _, tables := range [][]stepTable{sgdTables, rmsPropTables, adamTables} {
		for _, c := range tables {
			p := &Param{Name: "weights", Value: MatrixOf([]float64{1}), Grad: NewMatrix(1, 1)}
			o := c.optimizer()
			for i, g := range c.gradients {
				p.Grad.Data[0] = g
				o.Update(p)
				if got := p.Value.Data[0]; !(math.Abs(got-c.parameters[i]) <= 1e-14) {
					t.Errorf("%T, %s, step %d: the parameter is %.16g, want %.16g", o, c.name, i+1,
						got, c.parameters[i])
				}
				if p.Grad.Data[0] != g {
					t.Errorf("%T writes into the gradient", o)
				}
			}
		}
	}
}

// TestOptimizersRejectWrongRules applies the mistakes that people make in these rules to the
// tables, with the constants of each table. Each must be seen in one of them at the least, by the
// third step at the latest.
func TestOptimizersRejectWrongRules(t *testing.T) {
	sqrt, pow := math.Sqrt, math.Pow
	for _, c := range []struct {
		name   string
		tables []stepTable
		rule   func(o Optimizer) scalarRule // returns the step that is added to w
	}{
		{"SGD: V = βV + g, as in Keras", sgdTables, func(o Optimizer) scalarRule {
			s, V := o.(*SGD), 0.0
			return func(g float64) float64 { V = s.Momentum*V + g; return -s.LearningRate * V }
		}},
		{"SGD: V = V + (1-β)g, β forgotten", sgdTables, func(o Optimizer) scalarRule {
			s, V := o.(*SGD), 0.0
			return func(g float64) float64 { V += (1 - s.Momentum) * g; return -s.LearningRate * V }
		}},
		{"SGD: V = (1-β)V + βg", sgdTables, func(o Optimizer) scalarRule {
			s, V := o.(*SGD), 0.0
			return func(g float64) float64 {
				V = (1-s.Momentum)*V + s.Momentum*g
				return -s.LearningRate * V
			}
		}},
		{"SGD: V = (1-β)g, the past forgotten", sgdTables, func(o Optimizer) scalarRule {
			s := o.(*SGD)
			return func(g float64) float64 { return -s.LearningRate * (1 - s.Momentum) * g }
		}},
		{"SGD: g instead of V", sgdTables, func(o Optimizer) scalarRule {
			s := o.(*SGD)
			return func(g float64) float64 { return -s.LearningRate * g }
		}},
		{"SGD: V begins as g", sgdTables, func(o Optimizer) scalarRule {
			s, V, begun := o.(*SGD), 0.0, false
			return func(g float64) float64 {
				if !begun {
					V, begun = g, true
				}
				V = s.Momentum*V + (1-s.Momentum)*g
				return -s.LearningRate * V
			}
		}},
		{"SGD: the step is that of the V before", sgdTables, func(o Optimizer) scalarRule {
			s, V := o.(*SGD), 0.0
			return func(g float64) float64 {
				step := -s.LearningRate * V
				V = s.Momentum*V + (1-s.Momentum)*g
				return step
			}
		}},
		{"SGD: a bias correction like Adam's", sgdTables, func(o Optimizer) scalarRule {
			s, V, t := o.(*SGD), 0.0, 0.0
			return func(g float64) float64 {
				t++
				V = s.Momentum*V + (1-s.Momentum)*g
				return -s.LearningRate * V / (1 - pow(s.Momentum, t))
			}
		}},
		{"SGD: up the gradient", sgdTables, func(o Optimizer) scalarRule {
			s, V := o.(*SGD), 0.0
			return func(g float64) float64 {
				V = s.Momentum*V + (1-s.Momentum)*g
				return s.LearningRate * V
			}
		}},

		{"RMSProp: without the root",
			rmsPropTables, rmsPropLike(func(α, β, ε, S, g float64) (float64, float64) {
				S = β*S + (1-β)*g*g
				return S, α * g / (S + ε)
			})},
		{"RMSProp: ε under the root",
			rmsPropTables, rmsPropLike(func(α, β, ε, S, g float64) (float64, float64) {
				S = β*S + (1-β)*g*g
				return S, α * g / sqrt(S+ε)
			})},
		{"RMSProp: without ε",
			rmsPropTables, rmsPropLike(func(α, β, ε, S, g float64) (float64, float64) {
				S = β*S + (1-β)*g*g
				return S, α * g / sqrt(S)
			})},
		{"RMSProp: g is not squared",
			rmsPropTables, rmsPropLike(func(α, β, ε, S, g float64) (float64, float64) {
				S = β*S + (1-β)*g
				return S, α * g / (sqrt(math.Abs(S)) + ε)
			})},
		{"RMSProp: |g| instead of g²",
			rmsPropTables, rmsPropLike(func(α, β, ε, S, g float64) (float64, float64) {
				S = β*S + (1-β)*math.Abs(g)
				return S, α * g / (S + ε)
			})},
		{"RMSProp: S = (1-β)S + βg²",
			rmsPropTables, rmsPropLike(func(α, β, ε, S, g float64) (float64, float64) {
				S = (1-β)*S + β*g*g
				return S, α * g / (sqrt(S) + ε)
			})},
		{"RMSProp: S = βS + g²",
			rmsPropTables, rmsPropLike(func(α, β, ε, S, g float64) (float64, float64) {
				S = β*S + g*g
				return S, α * g / (sqrt(S) + ε)
			})},
		{"RMSProp: S is a sum, as in AdaGrad",
			rmsPropTables, rmsPropLike(func(α, β, ε, S, g float64) (float64, float64) {
				S += g * g
				return S, α * g / (sqrt(S) + ε)
			})},
		{"RMSProp: the S before",
			rmsPropTables, rmsPropLike(func(α, β, ε, S, g float64) (float64, float64) {
				return β*S + (1-β)*g*g, α * g / (sqrt(S) + ε)
			})},
		{"RMSProp: the past forgotten",
			rmsPropTables, rmsPropLike(func(α, β, ε, S, g float64) (float64, float64) {
				return 0, α * g / (sqrt((1-β)*g*g) + ε)
			})},
		{"RMSProp: the sign of g alone",
			rmsPropTables, rmsPropLike(func(α, β, ε, S, g float64) (float64, float64) {
				return 0, math.Copysign(α, g)
			})},
		{"RMSProp: a correction like Adam's", rmsPropTables, func(o Optimizer) scalarRule {
			s, S, t := o.(*RMSProp), 0.0, 0.0
			return func(g float64) float64 {
				t++
				S = s.Beta*S + (1-s.Beta)*g*g
				return -s.LearningRate * g / (sqrt(S/(1-pow(s.Beta, t))) + s.Epsilon)
			}
		}},

		{"Adam: no correction", adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
			return M / (sqrt(V) + o.Epsilon)
		})},
		{"Adam: the correction without its power",
			adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
				return M / (1 - o.Beta1) / (sqrt(V/(1-o.Beta2)) + o.Epsilon)
			})},
		{"Adam: the power β·t", adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
			return M / (1 - o.Beta1*t) / (sqrt(V/math.Abs(1-o.Beta2*t)) + o.Epsilon)
		})},
		{"Adam: t begins at 0", adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
			return M / (1 - pow(o.Beta1, t-1)) / (sqrt(V/(1-pow(o.Beta2, t-1))) + o.Epsilon)
		})},
		{"Adam: t begins at 2", adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
			return M / (1 - pow(o.Beta1, t+1)) / (sqrt(V/(1-pow(o.Beta2, t+1))) + o.Epsilon)
		})},
		{"Adam: only M is corrected",
			adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
				return M / (1 - pow(o.Beta1, t)) / (sqrt(V) + o.Epsilon)
			})},
		{"Adam: only V is corrected",
			adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
				return M / (sqrt(V/(1-pow(o.Beta2, t))) + o.Epsilon)
			})},
		{"Adam: each corrected with the other's β",
			adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
				return M / (1 - pow(o.Beta2, t)) / (sqrt(V/(1-pow(o.Beta1, t))) + o.Epsilon)
			})},
		{"Adam: ε under the root", adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
			return M / (1 - pow(o.Beta1, t)) / sqrt(V/(1-pow(o.Beta2, t))+o.Epsilon)
		})},
		{"Adam: ε beside the V that is not corrected",
			adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
				return sqrt(1-pow(o.Beta2, t)) / (1 - pow(o.Beta1, t)) * M / (sqrt(V) + o.Epsilon)
			})},
		{"Adam: without the root", adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
			return M / (1 - pow(o.Beta1, t)) / (V/(1-pow(o.Beta2, t)) + o.Epsilon)
		})},
		{"Adam: without M", adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
			return g / (sqrt(V/(1-pow(o.Beta2, t))) + o.Epsilon)
		})},
		{"Adam: without V", adamTables, adamLike(func(o *Adam, M, V, g, t float64) float64 {
			return M / (1 - pow(o.Beta1, t))
		})},
		{"Adam: β₁ and β₂ exchanged", adamTables, func(o Optimizer) scalarRule {
			a := o.(*Adam)
			b := &Adam{LearningRate: a.LearningRate, Beta1: a.Beta2, Beta2: a.Beta1,
				Epsilon: a.Epsilon}
			return adamLike(rightAdam)(b)
		}},
		{"Adam: V is the mean of M²", adamTables, func(o Optimizer) scalarRule {
			a, M, V, t := o.(*Adam), 0.0, 0.0, 0.0
			return func(g float64) float64 {
				t++
				M = a.Beta1*M + (1-a.Beta1)*g
				V = a.Beta2*V + (1-a.Beta2)*M*M
				return -a.LearningRate * rightAdam(a, M, V, g, t)
			}
		}},
		{"Adam: the corrected M is kept", adamTables, func(o Optimizer) scalarRule {
			a, M, V, t := o.(*Adam), 0.0, 0.0, 0.0
			return func(g float64) float64 {
				t++
				M = (a.Beta1*M + (1-a.Beta1)*g) / (1 - pow(a.Beta1, t))
				V = (a.Beta2*V + (1-a.Beta2)*g*g) / (1 - pow(a.Beta2, t))
				return -a.LearningRate * M / (sqrt(V) + a.Epsilon)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, table := range c.tables {
				if table.firstWrong(c.rule(table.optimizer())) > 0 {
					return
				}
			}
			t.Error("accepted")
		})
	}
	// What the tables reject is the mistake: the same framework with the right rules passes.
	for _, table := range adamTables {
		if step := table.firstWrong(adamLike(rightAdam)(table.optimizer())); step > 0 {
			t.Errorf("Adam, %s: the right rule is rejected at step %d", table.name, step)
		}
	}
	right := rmsPropLike(func(α, β, ε, S, g float64) (float64, float64) {
		S = β*S + (1-β)*g*g
		return S, α * g / (sqrt(S) + ε)
	})
	for _, table := range rmsPropTables {
		if step := table.firstWrong(right(table.optimizer())); step > 0 {
			t.Errorf("RMSProp, %s: the right rule is rejected at step %d", table.name, step)
		}
	}
}

// rmsPropLike makes a rule of f, which returns the new S and what is subtracted from w.
func rmsPropLike(f func(α, β, ε, S, g float64) (newS, minus float64)) func(o Optimizer) scalarRule {
	return func(o Optimizer) scalarRule {
		s, S := o.(*RMSProp), 0.0
		return func(g float64) float64 {
			var minus float64
			S, minus = f(s.LearningRate, s.Beta, s.Epsilon, S, g)
			return -minus
		}
	}
}

// adamLike makes a rule of f, which is given M, V and t after the step and returns what is
// subtracted from w in units of α.
func adamLike(f func(o *Adam, M, V, g, t float64) float64) func(o Optimizer) scalarRule {
	return func(o Optimizer) scalarRule {
		a, M, V, t := o.(*Adam), 0.0, 0.0, 0.0
		return func(g float64) float64 {
			t++
			M = a.Beta1*M + (1-a.Beta1)*g
			V = a.Beta2*V + (1-a.Beta2)*g*g
			return -a.LearningRate * f(a, M, V, g, t)
		}
	}
}

func rightAdam(o *Adam, M, V, g, t float64) float64 {
	return M / (1 - math.Pow(o.Beta1, t)) / (math.Sqrt(V/(1-math.Pow(o.Beta2, t))) + o.Epsilon)
}

// randomParam returns a parameter with random values and gradients.
func randomParam(rows, cols int, seed uint64) *Param {
	rng := newRand(seed)
	return &Param{Name: "weights", Value: normal(NewMatrix(rows, cols), rng),
		Grad: normal(NewMatrix(rows, cols), rng)}
}

// TestOptimizersKeepStatePerParam: parameters that take turns get what each would get alone,
// whatever their shapes, their number of updates and the order.
func TestOptimizersKeepStatePerParam(t *testing.T) {
	const params = 3
	shape := func(i int) (rows, cols int) { return 2 + i%2, 3 }
	for _, c := range optimizerTable {
		t.Run(c.name, func(t *testing.T) {
			var alone, together [params]*Param
			for i := range params {
				rows, cols := shape(i)
				alone[i], together[i] = randomParam(rows, cols, uint64(i)),
					randomParam(rows, cols, uint64(i))
				o := c.make()
				for step := range 4 + i {
					normal(alone[i].Grad, newRand(uint64(100*i+step)))
					o.Update(alone[i])
				}
			}
			o := c.make()
			for step := range 4 + params {
				for _, i := range []int{2, 0, 1} {
					if step < 4+i {
						normal(together[i].Grad, newRand(uint64(100*i+step)))
						o.Update(together[i])
					}
				}
			}
			for i := range params {
				if !sameBits(alone[i].Value, together[i].Value) {
					t.Errorf("parameter %d is\n%v\nalone\n%v", i, together[i].Value, alone[i].Value)
				}
			}
		})
	}
}

// TestOptimizersElementByElement: each element changes by itself, also in parameters so large
// that the processors share them.
func TestOptimizersElementByElement(t *testing.T) {
	processors(t, 4)
	for _, c := range optimizerTable {
		t.Run(c.name, func(t *testing.T) {
			large := randomParam(1, 2*smallUpdate+3, 1)
			start, o := large.Value.Clone(), c.make()
			var grads []*Matrix
			for step := range 3 {
				normal(large.Grad, newRand(uint64(step)))
				grads = append(grads, large.Grad.Clone())
				o.Update(large)
			}
			for _, j := range []int{0, 1, 17, smallUpdate - 1, smallUpdate, 2*smallUpdate + 2} {
				one := &Param{Value: MatrixOf([]float64{start.Data[j]}), Grad: NewMatrix(1, 1)}
				o := c.make()
				for _, g := range grads {
					one.Grad.Data[0] = g.Data[j]
					o.Update(one)
				}
				if got, want := large.Value.Data[j], one.Value.Data[0]; got != want {
					t.Errorf("element %d is %v, alone %v", j, got, want)
				}
			}
		})
	}
}

// TestOptimizersLeaveGradientsAlone, and allocate nothing after the first update.
func TestOptimizersLeaveGradientsAlone(t *testing.T) {
	for _, c := range optimizerTable {
		p := randomParam(3, 4, 1)
		grad, value, o := p.Grad.Clone(), p.Value, c.make()
		o.Update(p)
		if !sameBits(p.Grad, grad) || p.Value != value {
			t.Errorf("%s changes the gradient, or which matrix is the value", c.name)
		}
		if n := allocations(func() { o.Update(p) }); n != 0 {
			t.Errorf("%s: %d allocations an update", c.name, n)
		}
	}
}

// TestOptimizersDescend: each finds the minimum 3 of (w - 3)², whose gradient is 2·(w - 3).
func TestOptimizersDescend(t *testing.T) {
	for _, c := range optimizerTable {
		p := &Param{Value: MatrixOf([]float64{-1}), Grad: NewMatrix(1, 1)}
		o := c.make()
		for range 100000 {
			p.Grad.Data[0] = 2 * (p.Value.Data[0] - 3)
			o.Update(p)
		}
		if w := p.Value.Data[0]; !(math.Abs(w-3) <= 0.05) {
			t.Errorf("%s ends at %v, want 3", c.name, w)
		}
	}
}

// TestLearningRateMayChange between updates: it is read anew each time.
func TestLearningRateMayChange(t *testing.T) {
	p := &Param{Value: MatrixOf([]float64{1}), Grad: MatrixOf([]float64{1})}
	o := NewSGD(0.5, 0)
	o.Update(p)
	o.LearningRate = 0.125
	o.Update(p)
	if w := p.Value.Data[0]; w != 1-0.5-0.125 {
		t.Errorf("w = %v", w)
	}
}

// TestAdamsFirstSteps: the size of the first step is α, whatever the gradient's.
func TestAdamsFirstSteps(t *testing.T) {
	for _, g := range []float64{1e-3, 1, 1e6, -1e-3, -1e150} {
		p := &Param{Value: MatrixOf([]float64{0}), Grad: MatrixOf([]float64{g})}
		NewAdam(0.01).Update(p)
		wantNumber(t, "the first step", p.Value.Data[0], math.Copysign(0.01, -g), 2e-5)
	}
}

func TestOptimizersStayFinite(t *testing.T) {
	for _, c := range optimizerTable {
		p := &Param{Value: NewMatrix(1, 6),
			Grad: MatrixOf([]float64{0, math.Copysign(0, -1), 5e-324, -5e-324, 1e150, -1e150})}
		o := c.make()
		for range 3 {
			if o.Update(p); !finite(p.Value) {
				t.Errorf("%s: %v", c.name, p.Value.Data)
				break
			}
		}
		if p.Value.Data[0] != 0 {
			t.Errorf("%s: a parameter without a gradient moves to %v", c.name, p.Value.Data[0])
		}
	}
}

func TestOptimizerPanics(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name  string
		f     func()
		words []string
	}{
		{"SGD rate", func() { NewSGD(-0.1, 0) }, []string{"NewSGD: learning rate -0.1"}},
		{"SGD rate NaN", func() { NewSGD(nan, 0) }, []string{"NewSGD", "NaN"}},
		{"SGD momentum 1",
			func() { NewSGD(0.1, 1) }, []string{"NewSGD", "momentum 1", "less than 1"}},
		{"SGD momentum negative",
			func() { NewSGD(0.1, -0.5) }, []string{"NewSGD", "momentum -0.5"}},
		{"SGD momentum NaN", func() { NewSGD(0.1, nan) }, []string{"NewSGD", "momentum NaN"}},
		{"RMSProp rate", func() { NewRMSProp(-1) }, []string{"NewRMSProp: learning rate -1"}},
		{"Adam rate", func() { NewAdam(nan) }, []string{"NewAdam: learning rate NaN"}},
		{"shapes", func() {
			NewAdam(0.1).Update(&Param{Name: "weights", Value: NewMatrix(2, 3),
				Grad: NewMatrix(3, 2)})
		}, []string{"Update", "weights", "(2, 3)", "(3, 2)"}},
	} {
		t.Run(c.name, func(t *testing.T) { mustPanicWith(t, c.f, append(c.words, "nn: ")...) })
	}
}
