package optimizer_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	optimizer "exercises/08-rmsprop-adam"
	"exercises/check"
	"exercises/given"
)

const slide = "Improvements on training algorithms: RMSProp e Adam"

// table is several updates.
type table struct {
	W    *given.Matrix
	dW   []*given.Matrix // one per update
	want []*given.Matrix // W after each, if W was right before
}

// wrong is a known mistake. step is what it subtracts from element i of W, if these are the gradients so
// far, of all elements.
type wrong struct {
	name string
	step func(past []*given.Matrix, i int) float64
}

// of returns the gradients of one element.
func of(past []*given.Matrix, i int) []float64 {
	var g []float64
	for _, dW := range past {
		g = append(g, dW.Data[i])
	}
	return g
}

// mean is the moving average (1 - β)·Σ_k β^(t-k)·g_k^power over g_1, ..., g_t.
func mean(g []float64, β, power float64) float64 {
	sum := 0.0
	for _, g := range g {
		sum = β*sum + (1-β)*math.Pow(g, power)
	}
	return sum
}

// rmsProp is for α = 1/2, β = 3/4 and ε = 1/2:
//
//	               first update                     second update
//	dW             4       -9      0       -1       -2      4.5     1       0.5
//	dW²/4          4       20.25   0       0.25     1       5.0625  0.25    0.0625
//	3/4·S + dW²/4  4       20.25   0       0.25     4       20.25   0.25    0.25    the new S
//	√S + ε         2.5     5       0.5     1        2.5     5       1       1
//	dW/(√S + ε)    1.6     -1.8    0       -1       -0.8    0.9     1       0.5     times α: subtracted
func rmsProp() table {
	m := given.MatrixOf
	return table{
		W: m([]float64{1, 2}, []float64{3, 4}),
		dW: []*given.Matrix{m([]float64{4, -9}, []float64{0, -1}),
			m([]float64{-2, 4.5}, []float64{1, 0.5})},
		want: []*given.Matrix{m([]float64{0.2, 2.9}, []float64{3, 4.5}),
			m([]float64{0.6, 2.45}, []float64{2.5, 4.25})},
	}
}

// rmsProp is the step of RMSProp.
func (o setting) rmsProp(g []float64) float64 {
	return o.α * g[len(g)-1] / (math.Sqrt(mean(g, o.β, 2)) + o.ε)
}

// rmsPropMistakes divide the gradient by something else.
func (o setting) rmsPropMistakes() []wrong {
	S := func(g []float64) float64 { return mean(g, o.β, 2) }
	by := func(divisor func(g []float64) float64) func(past []*given.Matrix, i int) float64 {
		return func(past []*given.Matrix, i int) float64 {
			g := of(past, i)
			return o.α * g[len(g)-1] / divisor(g)
		}
	}
	return []wrong{
		{"the step is added to the weights, so the loss goes up",
			by(func(g []float64) float64 { return -math.Sqrt(S(g)) - o.ε })},
		{"the square root is left out", by(func(g []float64) float64 { return S(g) + o.ε })},
		{"the squared gradient is divided, so every weight becomes smaller",
			func(past []*given.Matrix, i int) float64 { g := of(past, i); return g[len(g)-1] * o.rmsProp(g) }},
		{"one number divides all elements: the root of the mean of S",
			func(past []*given.Matrix, i int) float64 {
				sum, n := 0.0, len(past[0].Data)
				for k := range n {
					sum += S(of(past, k)) / float64(n)
				}
				return o.α * past[len(past)-1].Data[i] / (math.Sqrt(sum) + o.ε)
			}},
		{"S is the sum of all squares, without β, as in AdaGrad", by(func(g []float64) float64 {
			sum := 0.0
			for _, g := range g {
				sum += g * g
			}
			return math.Sqrt(sum) + o.ε
		})},
		{"the weight 1 - β is squared, too", by(func(g []float64) float64 { return math.Sqrt(S(g)*(1-o.β)) + o.ε })},
		{"the learning rate is left out", func(past []*given.Matrix, i int) float64 { return o.rmsProp(of(past, i)) / o.α }},
		{"the step is multiplied by √S + ε, not divided", func(past []*given.Matrix, i int) float64 {
			g := of(past, i)
			return o.α * g[len(g)-1] * (math.Sqrt(S(g)) + o.ε)
		}},
		{"the step contains only the sign of dW", func(past []*given.Matrix, i int) float64 {
			switch g := of(past, i); {
			case g[len(g)-1] == 0:
				return 0
			default:
				return math.Copysign(o.α, g[len(g)-1])
			}
		}},
		{"ε is inside the square root", by(func(g []float64) float64 { return math.Sqrt(S(g) + o.ε) })},
		{"β and 1 - β are swapped",
			by(func(g []float64) float64 { return math.Sqrt(mean(g, 1-o.β, 2)) + o.ε })},
		{"the squares are added up without their weight 1 - β",
			by(func(g []float64) float64 { return math.Sqrt(S(g)/(1-o.β)) + o.ε })},
		{"the step is divided by the root of the old S, which does not include dW yet",
			by(func(g []float64) float64 { return math.Sqrt(S(g[:len(g)-1])) + o.ε })},
		{"dW is not divided at all, as in gradient descent", by(func([]float64) float64 { return 1 })},
		{"the step is the moving average itself, as in momentum",
			func(past []*given.Matrix, i int) float64 { return o.α * mean(of(past, i), o.β, 1) }},
		{"one number divides all elements: the root of the sum of S",
			func(past []*given.Matrix, i int) float64 {
				sum := 0.0
				for k := range past[0].Data {
					sum += S(of(past, k))
				}
				return o.α * past[len(past)-1].Data[i] / (math.Sqrt(sum) + o.ε)
			}},
		{"S is not kept between updates: each update starts at S = 0",
			by(func(g []float64) float64 { return math.Sqrt(S(g[len(g)-1:])) + o.ε })},
		{"S averages the gradients, not their squares, and a negative average has no root",
			by(func(g []float64) float64 { return math.Sqrt(mean(g, o.β, 1)) + o.ε })},
		{skipped, by(func(g []float64) float64 { return math.Sqrt(S(withoutZeros(g))) + o.ε })},
		{withoutEpsilon, by(func(g []float64) float64 { return math.Sqrt(S(g)) })},
		{besideEpsilon, func(past []*given.Matrix, i int) float64 {
			return by(func(g []float64) float64 { return math.Sqrt(S(g)) })(past, i) - o.ε
		}},
	}
}

// adam is for α = 3/2, β₁ = 1/4, β₂ = 3/4 and ε = 1. M̂ and V̂ are M and V after the correction:
//
//	                    first update                     second update
//	dW                  2       -4      0       1        -5      4       0       -1
//	M/4 + 3/4·dW        1.5     -3      0       0.75     -3.375  2.25    0       -0.5625  the new M
//	3/4·V + dW²/4       1       4       0       0.25     7       7       0       0.4375   the new V
//	M̂ = M/(1 - (1/4)ᵗ)  2       -4      0       1        -3.6    2.4     0       -0.6     divided by 3/4, then 15/16
//	V̂ = V/(1 - (3/4)ᵗ)  4       16      0       1        16      16      0       1        divided by 1/4, then 7/16
//	√V̂ + ε              3       5       1       2        5       5       1       2
//	M̂/(√V̂ + ε)          2/3     -4/5    0       1/2      -18/25  12/25   0       -3/10    times α: subtracted
func adam() table {
	m := given.MatrixOf
	return table{
		W: m([]float64{1, 2}, []float64{3, 4}),
		dW: []*given.Matrix{m([]float64{2, -4}, []float64{0, 1}),
			m([]float64{-5, 4}, []float64{0, -1})},
		want: []*given.Matrix{m([]float64{0, 3.2}, []float64{3, 3.25}),
			m([]float64{1.08, 2.48}, []float64{3, 3.7})},
	}
}

// corrected is an average with the correction of update t.
func corrected(average, β float64, t int) float64 { return average / (1 - math.Pow(β, float64(t))) }

// adam is the step of Adam.
func (o setting) adam(g []float64) float64 {
	M, V := corrected(mean(g, o.β, 1), o.β, len(g)), corrected(mean(g, o.β2, 2), o.β2, len(g))
	return o.α * M / (math.Sqrt(V) + o.ε)
}

func (o setting) adamMistakes() []wrong {
	average := func(g []float64) (M, V float64) { return mean(g, o.β, 1), mean(g, o.β2, 2) }
	at := func(t int, g []float64) (M, V float64) { // both, with the correction of update t
		M, V = average(g)
		return corrected(M, o.β, t), corrected(V, o.β2, t)
	}
	right := func(g []float64) (M, V float64) { return at(len(g), g) }
	quotient := func(M, V float64) float64 { return o.α * M / (math.Sqrt(V) + o.ε) }
	from := func(f func(g []float64) float64) func(past []*given.Matrix, i int) float64 {
		return func(past []*given.Matrix, i int) float64 { return f(of(past, i)) }
	}
	return []wrong{
		{"the step is added to the weights, so the loss goes up",
			from(func(g []float64) float64 { return -quotient(right(g)) })},
		{"M and V are used without their correction",
			from(func(g []float64) float64 { return quotient(average(g)) })},
		{"only M is corrected, not V", from(func(g []float64) float64 {
			M, _ := right(g)
			_, V := average(g)
			return quotient(M, V)
		})},
		{"only V is corrected, not M", from(func(g []float64) float64 {
			M, _ := average(g)
			_, V := right(g)
			return quotient(M, V)
		})},
		{"the corrections are swapped: M has the one with β₂, V the one with β₁", from(func(g []float64) float64 {
			M, V := average(g)
			return quotient(corrected(M, o.β2, len(g)), corrected(V, o.β, len(g)))
		})},
		{"M is corrected with β₂, the constant of V", from(func(g []float64) float64 {
			M, V := average(g)
			return quotient(corrected(M, o.β2, len(g)), corrected(V, o.β2, len(g)))
		})},
		{"V averages the squares of M, not of dW", from(func(g []float64) float64 {
			M, V := 0.0, 0.0
			for _, g := range g {
				M = o.β*M + (1-o.β)*g
				V = o.β2*V + (1-o.β2)*M*M
			}
			return quotient(corrected(M, o.β, len(g)), corrected(V, o.β2, len(g)))
		})},
		{"the averages are multiplied by their corrections, not divided", from(func(g []float64) float64 {
			M, V := average(g)
			t := float64(len(g))
			return quotient(M*(1-math.Pow(o.β, t)), V*(1-math.Pow(o.β2, t)))
		})},
		{"the first update uses t = 2", from(func(g []float64) float64 { return quotient(at(len(g)+1, g)) })},
		{"M adds the gradients without their weight 1 - β₁", from(func(g []float64) float64 {
			M, V := right(g)
			return quotient(M/(1-o.β), V)
		})},
		{"V adds the squares without their weight 1 - β₂", from(func(g []float64) float64 {
			M, V := right(g)
			return quotient(M, V/(1-o.β2))
		})},
		{"β₁ and 1 - β₁ are swapped in M", from(func(g []float64) float64 {
			_, V := right(g)
			return quotient(corrected(mean(g, 1-o.β, 1), o.β, len(g)), V)
		})},
		{"β₂ and 1 - β₂ are swapped in V", from(func(g []float64) float64 {
			M, _ := right(g)
			return quotient(M, corrected(mean(g, 1-o.β2, 2), o.β2, len(g)))
		})},
		{"the learning rate is left out", from(func(g []float64) float64 { return quotient(right(g)) / o.α })},
		{"V is corrected with β₁, the constant of M", from(func(g []float64) float64 {
			M, V := average(g)
			return quotient(corrected(M, o.β, len(g)), corrected(V, o.β, len(g)))
		})},
		{"the square root is left out", from(func(g []float64) float64 {
			M, V := right(g)
			return o.α * M / (V + o.ε)
		})},
		{"ε is inside the square root", from(func(g []float64) float64 {
			M, V := right(g)
			return o.α * M / math.Sqrt(V+o.ε)
		})},
		{"the correction is outside the root: it divides √V, not V", from(func(g []float64) float64 {
			M, _ := right(g)
			_, V := average(g)
			return o.α * M / (corrected(math.Sqrt(V), o.β2, len(g)) + o.ε)
		})},
		{"ε is added before the correction of V, not after it", from(func(g []float64) float64 {
			M, _ := right(g)
			_, V := average(g)
			return o.α * M * math.Sqrt(1-math.Pow(o.β2, float64(len(g)))) / (math.Sqrt(V) + o.ε)
		})},
		{"ε is added before the correction of V, not after it", from(func(g []float64) float64 {
			M, _ := right(g)
			_, V := average(g)
			return o.α * M / math.Sqrt(corrected(V+o.ε, o.β2, len(g)))
		})},
		{"T counts elements, not updates", func(past []*given.Matrix, i int) float64 {
			return quotient(at((len(past)-1)*len(past[0].Data)+i+1, of(past, i)))
		}},
		{"dW is used, not its moving average M", from(func(g []float64) float64 {
			_, V := right(g)
			return quotient(g[len(g)-1], V)
		})},
		{"the correction lacks the power t, so it stays at its first value",
			from(func(g []float64) float64 { return quotient(at(1, g)) })},
		{"the corrected averages are stored, so the next update corrects them again",
			from(func(g []float64) float64 {
				M, V := 0.0, 0.0
				for k, g := range g {
					M = corrected(o.β*M+(1-o.β)*g, o.β, k+1)
					V = corrected(o.β2*V+(1-o.β2)*g*g, o.β2, k+1)
				}
				return quotient(M, V)
			})},
		{"M and V are not kept between updates: each update starts at 0",
			from(func(g []float64) float64 { return quotient(at(len(g), g[len(g)-1:])) })},
		{"β₁ and β₂ are swapped", from(setting{o.α, o.β2, o.β, o.ε}.adam)},
		{"the first update uses t = 0, and 1 - β⁰ is 0",
			from(func(g []float64) float64 { return quotient(at(len(g)-1, g)) })},
		{"V averages the gradients, not their squares, and a negative average has no root",
			from(func(g []float64) float64 {
				M, _ := right(g)
				return quotient(M, corrected(mean(g, o.β2, 1), o.β2, len(g)))
			})},
		{"β is multiplied by t, not raised to the power t", from(func(g []float64) float64 {
			M, V := average(g)
			t := float64(len(g))
			return quotient(M/(1-o.β*t), V/(1-o.β2*t))
		})},
		{skipped, from(func(g []float64) float64 {
			if g[len(g)-1] == 0 {
				return 0
			}
			M, V := average(withoutZeros(g))
			return quotient(corrected(M, o.β, len(g)), corrected(V, o.β2, len(g)))
		})},
		{withoutEpsilon, from(func(g []float64) float64 { M, V := right(g); return o.α * M / math.Sqrt(V) })},
	}
}

// withoutZeros returns the gradients that are not 0.
func withoutZeros(g []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(g), func(g float64) bool { return g == 0 })
}

const (
	skipped        = "an element whose gradient is 0 is skipped, so its averages do not fall"
	withoutEpsilon = "ε is left out, so 0 is divided by 0 where no gradient has arrived yet"
	besideEpsilon  = "ε is added to the step, not to the root, because the denominator has no parentheses"
)

// setting is the constants of an optimizer. β is β₁ of Adam.
type setting struct{ α, β, β2, ε float64 }

// randomUpdates are three updates from one random W; in the first and in
// the second, one element has the gradient 0.
func randomUpdates(t *testing.T, step func(g []float64) float64) table {
	rng := check.Rand(t)
	tt := table{W: check.Random(rng, 2, 3)}
	W := tt.W
	for k := range 3 {
		dW := check.Random(rng, 2, 3)
		dW.Data[4] *= float64(k)
		dW.Data[1] *= float64(k+1) * math.Abs(float64(k-1)) // 0 after another gradient
		tt.dW = append(tt.dW, dW)
		want := W.Clone()
		for i := range want.Data {
			want.Data[i] -= step(of(tt.dW, i))
		}
		tt.want, W = append(tt.want, want), want
	}
	return tt
}

// anySetting returns settings without simple relations.
func anySetting(t *testing.T) setting {
	rng := check.Rand(t)
	return setting{0.2 + rng.Float64(), 0.1 + 0.3*rng.Float64(), 0.6 + 0.3*rng.Float64(), 0.2 + rng.Float64()}
}

// run makes all updates and compares W after each. Each begins with the right W.
func (tt table) run(t *testing.T, mistakes []wrong, update func(W, dW *given.Matrix) *given.Matrix,
	settings ...any) {
	t.Helper()
	W := tt.W
	for k, dW := range tt.dW {
		args := append([]any{"W", W, "dW", dW}, settings...)
		if k > 0 {
			args = append(args, "dW of the first update", tt.dW[0])
		}
		c := check.Call(t, "Update(W, dW)", args...).
			Mistake("the step alone is returned, not the updated weights", slide, W.Subtract(tt.want[k]))
		for _, w := range mistakes {
			result := W.Clone()
			for i := range result.Data {
				result.Data[i] -= w.step(tt.dW[:k+1], i)
			}
			c.Mistake(w.name, slide, result)
		}
		own := W.Clone()
		got := update(own, dW.Clone())
		if d := own.Subtract(W); check.SumOfProducts(d, d) == 0 {
			c.Mistake("the weights are returned unchanged", slide, W)
		}
		c.Want(fmt.Sprintf("W after update %d", k+1), got, tt.want[k])
		W = tt.want[k]
	}
}

// RMSProp, two updates by hand.
//
//exercise:points 3
//exercise:hint 1 Take one weight alone. Which number is remembered for it, and which unit does it
//exercise:hint 1 have?
//exercise:hint 2 Momentum averages g with β and 1 - β. RMSProp averages g², and the average goes
//exercise:hint 2 into the denominator.
//exercise:hint 3 Update S first. Then the step is α times the gradient, divided by the root of S,
//exercise:hint 3 with ε outside the root, for one element at a time.
func TestRMSProp(t *testing.T) {
	defer check.Recover(t)
	run := func(tt table, s setting) {
		o := &optimizer.RMSProp{LearningRate: s.α, Beta: s.β, Epsilon: s.ε}
		tt.run(t, s.rmsPropMistakes(), o.Update, "α", s.α, "β", s.β, "ε", s.ε)
	}
	run(rmsProp(), setting{α: 0.5, β: 0.75, ε: 0.5})
	s := anySetting(t)
	run(randomUpdates(t, s.rmsProp), s)
	if t.Failed() {
		return
	}
	usual := s
	s.β, usual.β = 0, 0.9
	randomUpdates(t, s.rmsProp).run(t, replacedZero("β", usual.rmsProp),
		(&optimizer.RMSProp{LearningRate: s.α, Epsilon: s.ε}).Update, "α", s.α, "β", 0.0, "ε", s.ε)
}

// replacedZero is the mistake that a constant of 0 counts as unset; step uses the usual constant.
func replacedZero(constant string, step func(g []float64) float64) []wrong {
	return []wrong{{constant + " = 0 is treated as unset and replaced by the usual number",
		func(past []*given.Matrix, i int) float64 { return step(of(past, i)) }}}
}

// Adam, two updates by hand.
//
//exercise:points 3
//exercise:hint 1 Which two averages are remembered, and which of the two determines the direction?
//exercise:hint 2 M and V persist from update to update. Each update computes a corrected copy of
//exercise:hint 2 both.
//exercise:hint 3 1 - β₁ᵗ corrects the whole average, not the gradient. Its t is 1 in the first
//exercise:hint 3 update, so T has to be increased before it is used. math.Pow computes the power.
func TestAdam(t *testing.T) {
	defer check.Recover(t)
	run := func(tt table, s setting) {
		o := &optimizer.Adam{LearningRate: s.α, Beta1: s.β, Beta2: s.β2, Epsilon: s.ε}
		tt.run(t, s.adamMistakes(), o.Update, "α", s.α, "β₁", s.β, "β₂", s.β2, "ε", s.ε)
	}
	run(adam(), setting{1.5, 0.25, 0.75, 1})
	s := anySetting(t)
	run(randomUpdates(t, s.adam), s)
	if t.Failed() {
		return
	}
	zero := func(constant string, s, usual setting) {
		o := &optimizer.Adam{LearningRate: s.α, Beta1: s.β, Beta2: s.β2, Epsilon: s.ε}
		randomUpdates(t, s.adam).run(t, replacedZero(constant, usual.adam), o.Update,
			"α", s.α, "β₁", s.β, "β₂", s.β2, "ε", s.ε)
	}
	zero("β₁", setting{s.α, 0, s.β2, s.ε}, setting{s.α, 0.9, s.β2, s.ε})
	zero("β₂", setting{s.α, s.β, 0, s.ε}, setting{s.α, s.β, 0.999, s.ε})
}

// RMSProp with the same gradient g in every update, and ε = 0.
//
//exercise:points 1
//exercise:hint 1 Work out S for β = 1/2 and g = 1, update after update. Which limit does it have?
//exercise:hint 2 After t updates S is (1 - βᵗ)·g²: half of g² after the first one, if β = 1/2.
//exercise:hint 3 The steps are α/√(1 - βᵗ), with the sign of g and whatever its size: the first
//exercise:hint 3 ones are the longest.
func TestRMSPropConstantGradient(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	α, β, dW := 0.1, 0.8, check.Random(rng, 2, 3)
	o := &optimizer.RMSProp{LearningRate: α, Beta: β}
	constant(t, dW, o.Update, func(update int) float64 {
		return α / math.Sqrt(1-math.Pow(β, float64(update)))
	}, "each step", "α/√(1 - βᵗ), opposite to the sign of dW",
		"α", α, "β", β, "ε", 0.0)

	// The gradients 1 and -2 in units of dW leave S = β·(1 - β) + (1 - β)·4.
	o, W := &optimizer.RMSProp{LearningRate: α, Beta: β}, check.Random(rng, 2, 3)
	c := check.Call(t, "two Updates(W, dW)", "W", W, "first dW", dW, "second dW", dW.ScaledBy(-2),
		"α", α, "β", β, "ε", 0.0)
	steps := α/math.Sqrt(1-β) - 2*α/math.Sqrt((1-β)*(β+4))
	want := W.Subtract(dW.Apply(func(g float64) float64 { return math.Copysign(1, g) * steps }))
	c.Want("W", o.Update(o.Update(W.Clone(), dW.Clone()), dW.ScaledBy(-2)), want)
}

// Adam with the same gradient g in every update, and ε = 0.
//
//exercise:points 1
//exercise:hint 1 If all numbers are g, how large should their average be? And the average of their
//exercise:hint 1 squares?
//exercise:hint 2 With the correction M is g and V is g², in every update and for every β₁ and β₂.
//exercise:hint 3 So every step is α, with the sign of g. Print M and V after the correction, and
//exercise:hint 3 find the one that differs.
func TestAdamConstantGradient(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	α, dW := 0.1, check.Random(rng, 2, 3)
	o := &optimizer.Adam{LearningRate: α, Beta1: 0.9, Beta2: 0.999}
	constant(t, dW, o.Update, func(int) float64 { return α },
		"each step", "α, opposite to the sign of dW", "α", α, "β₁", o.Beta1, "β₂", o.Beta2, "ε", 0.0)

	// The gradients 1 and -2 in units of dW: M̂ = (β₁ - 2)/(1 + β₁) and V̂ = (β₂ + 4)/(1 + β₂), because
	// 1 - β² is (1 - β)·(1 + β).
	β1, β2 := 0.1+0.8*rng.Float64(), 0.1+0.8*rng.Float64()
	o, W := &optimizer.Adam{LearningRate: α, Beta1: β1, Beta2: β2}, check.Random(rng, 2, 3)
	c := check.Call(t, "two Updates(W, dW)", "W", W, "first dW", dW, "second dW", dW.ScaledBy(-2),
		"α", α, "β₁", β1, "β₂", β2, "ε", 0.0)
	steps := α + α*(β1-2)/(1+β1)/math.Sqrt((β2+4)/(1+β2))
	want := W.Subtract(dW.Apply(func(g float64) float64 { return math.Copysign(1, g) * steps }))
	c.Want("W", o.Update(o.Update(W.Clone(), dW.Clone()), dW.ScaledBy(-2)), want)
}

// constant makes five updates with the same dW. Each is a step of the given length for all
// elements.
func constant(t *testing.T, dW *given.Matrix, update func(W, dW *given.Matrix) *given.Matrix,
	length func(update int) float64, settings ...any) {
	t.Helper()
	W := given.NewMatrix(dW.Rows, dW.Cols)
	for k := 1; k <= 5 && !t.Failed(); k++ {
		want := W.Subtract(dW.Apply(func(g float64) float64 { return math.Copysign(length(k), g) }))
		c := check.Call(t, "Update(W, dW)", append([]any{"W", W, "dW, always", dW}, settings...)...)
		W = update(W.Clone(), dW.Clone())
		c.Want(fmt.Sprintf("W after update %d", k), W, want)
	}
}

// W and dW stay unchanged, two optimizers are independent, and 0 is a gradient too.
//
//exercise:points 2
//exercise:hint 1 Who owns the memory of W.Data? And where are the averages stored: in the optimizer
//exercise:hint 1 or beside it?
//exercise:hint 2 The result is a new matrix. The moving averages are fields of o, and each
//exercise:hint 2 parameter has its own o.
//exercise:hint 3 Clone W first. And where S is 0, which divisor is left?
func TestContract(t *testing.T) {
	defer check.Recover(t)
	rms := func() func(W, dW *given.Matrix) *given.Matrix {
		return (&optimizer.RMSProp{LearningRate: 0.5, Beta: 0.75, Epsilon: 0.5}).Update
	}
	adam := func() func(W, dW *given.Matrix) *given.Matrix {
		return (&optimizer.Adam{LearningRate: 0.5, Beta1: 0.5, Beta2: 0.75, Epsilon: 0.5}).Update
	}
	for _, tt := range []struct {
		name string
		make func() func(W, dW *given.Matrix) *given.Matrix
		step func(g float64) float64 // the first one
		bare float64                 // its length without ε
	}{
		// S = g²/4: 1/2·g/(|g|/2 + 1/2)
		{"RMSProp", rms, func(g float64) float64 { return g / (math.Abs(g) + 1) }, 1},
		// M̂ = g and V̂ = g²: 1/2·g/(|g| + 1/2)
		{"Adam", adam, func(g float64) float64 { return g / (2*math.Abs(g) + 1) }, 0.5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			rng := check.Rand(t)
			W, dW := check.Random(rng, 1, 3), check.Random(rng, 1, 3)
			c := check.Call(t, "Update(W, dW)", "W", W, "dW", dW)
			update := tt.make()
			first := update(W, dW)
			if c.Unchanged(slide); t.Failed() {
				return
			}
			c = check.Call(t, "Update(W, dW), where W is the result of the previous Update", "W", first, "dW", dW)
			update(first, dW)
			if c.Unchanged(slide); t.Failed() {
				return
			}
			c.True("different weights from before", first, check.SumOfProducts(first.Subtract(W), first.Subtract(W)) > 0)

			tt.make()(W.Clone(), dW.ScaledBy(-3)) // of another parameter
			c = check.Call(t, "Update(W, dW)", "W", W, "dW", dW)
			again := tt.make()(W.Clone(), dW.Clone())
			c.MistakeIf("optimizers share memory, so the updates of one change the steps of another",
				slide, check.Finite(first) && check.Finite(again)).
				Want("W after the first update of a second optimizer", again, first)
			if t.Failed() {
				return
			}

			zero := given.NewMatrix(1, 3)
			c = check.Call(t, "Update(W, dW)", "W", W, "dW", zero)
			got := tt.make()(W.Clone(), zero.Clone())
			bare := W.Subtract(dW.Apply(func(g float64) float64 { return math.Copysign(tt.bare, g) }))
			d := first.Subtract(bare)
			c.MistakeIf(withoutEpsilon, slide, check.SumOfProducts(d, d) < 1e-18 && !check.Finite(got)).Want("W", got, W)
			check.Call(t, "Update(W, dW)", "W", W, "dW", dW).
				Mistake(withoutEpsilon, slide, bare).
				Want("W", first, W.Subtract(dW.Apply(tt.step)))
		})
	}
}
