package optimizer_test

import (
	"fmt"
	"math"
	"testing"

	optimizer "exercises/08-rmsprop-adam"
	"exercises/check"
	"exercises/given"
)

const slide = "Improvements on training algorithms: RMSProp e Adam"

// table is two updates worked by hand.
type table struct {
	W         *given.Matrix
	dW        []*given.Matrix // one per update
	want      []*given.Matrix // W after each
	wrong     [][]wrong
	bare      []float64     // the first step without ε
	notFinite [][]notFinite // the mistakes that give NaN or an infinity in each update
}

// notFinite is a known mistake: where reports, from dW, which elements become NaN or infinite.
type notFinite struct {
	name  string
	where func(g float64) bool
}

// wrong is a known mistake and the step that it subtracts from W, in one of the updates.
type wrong struct {
	name string
	step []float64
}

// minus returns the (2, 2) matrix W minus α times the step.
func minus(W *given.Matrix, α float64, step []float64) *given.Matrix {
	return W.Subtract(given.MatrixOf(step[:2], step[2:]).ScaledBy(α))
}

// rmsProp is for α = 1/2, β = 3/4 and ε = 1/2:
//
//	                first update            second update
//	dW              4    -9    0   -1       -2    4.5   1    0.5
//	dW²/4           4   20.25  0  0.25       1   5.0625 0.25 0.0625
//	+ 3/4·S before  4   20.25  0  0.25       4   20.25  0.25 0.25     = S
//	√S + ε          2.5   5   0.5   1       2.5    5     1    1
//	dW/(√S + ε)     1.6 -1.8   0   -1      -0.8   0.9    1   0.5    times α: subtracted
func rmsProp() table {
	m := given.MatrixOf
	return table{
		W: m([]float64{1, 2}, []float64{3, 4}),
		dW: []*given.Matrix{m([]float64{4, -9}, []float64{0, -1}),
			m([]float64{-2, 4.5}, []float64{1, 0.5})},
		want: []*given.Matrix{m([]float64{0.2, 2.9}, []float64{3, 4.5}),
			m([]float64{0.6, 2.45}, []float64{2.5, 4.25})},
		wrong: [][]wrong{{
			{"the step is added to the weights, so the loss goes up", []float64{-1.6, 1.8, 0, 1}},
			{"the square root is left out", []float64{4 / 4.5, -9 / 20.75, 0, -1 / 0.75}},
			{"ε is inside the square root",
				[]float64{4 / math.Sqrt(4.5), -9 / math.Sqrt(20.75), 0, -1 / math.Sqrt(0.75)}},
			{"β and 1 - β are swapped",
				[]float64{4 / (math.Sqrt(12) + 0.5), -9 / (math.Sqrt(60.75) + 0.5), 0,
					-1 / (math.Sqrt(0.75) + 0.5)}},
			{"the squares are added up without their weight 1 - β",
				[]float64{4 / 4.5, -9 / 9.5, 0, -1 / 1.5}},
			{"the step is divided by the root of the old S, which does not include dW yet",
				[]float64{8, -18, 0, -2}},
			{"dW is not divided at all, as in gradient descent", []float64{4, -9, 0, -1}},
			{"the step is the moving average itself, as in momentum", []float64{1, -2.25, 0, -0.25}},
			{"S is one number for all elements, the average of the sum of their squares", // 98/4 = 24.5
				[]float64{4 / (math.Sqrt(24.5) + 0.5), -9 / (math.Sqrt(24.5) + 0.5), 0,
					-1 / (math.Sqrt(24.5) + 0.5)}},
		}, {
			{"S is not kept between updates: each update starts at S = 0",
				[]float64{-2 / 1.5, 4.5 / 2.75, 1, 0.5 / 0.75}},
			{"the squares are added up without their weight 1 - β", // 3/4·16 + 4, ...
				[]float64{-2 / (4 + 0.5), 4.5 / (9 + 0.5), 1 / 1.5, 0.5 / 1.5}},
		}},
		bare:      []float64{2, -2, 0, -2},
		notFinite: [][]notFinite{{{notSquared("S"), negative}}, nil},
	}
}

// adam is for α = 3/2, β₁ = 1/4, β₂ = 3/4 and ε = 1. M̂ and V̂ are M and V after the correction:
//
//	                      first update            second update
//	dW                    2    -4    0    1       -5     4    0    -1
//	M = M/4 + 3/4·dW     1.5   -3    0   0.75   -3.375  2.25  0  -0.5625
//	V = 3/4·V + dW²/4     1     4    0   0.25      7     7    0   0.4375
//	M̂ = M/(1 - (1/4)ᵗ)    2    -4    0    1      -3.6   2.4   0   -0.6    divided by 3/4, then 15/16
//	V̂ = V/(1 - (3/4)ᵗ)    4    16    0    1       16    16    0     1     divided by 1/4, then 7/16
//	√V̂ + ε                3     5    1    2        5     5    1     2
//	M̂/(√V̂ + ε)           2/3  -4/5   0   1/2    -0.72  0.48   0   -0.3   times α: subtracted
func adam() table {
	m := given.MatrixOf
	return table{
		W: m([]float64{1, 2}, []float64{3, 4}),
		dW: []*given.Matrix{m([]float64{2, -4}, []float64{0, 1}),
			m([]float64{-5, 4}, []float64{0, -1})},
		want: []*given.Matrix{m([]float64{0, 3.2}, []float64{3, 3.25}),
			m([]float64{1.08, 2.48}, []float64{3, 3.7})},
		wrong: [][]wrong{{
			{"the step is added to the weights, so the loss goes up", []float64{-2.0 / 3, 0.8, 0, -0.5}},
			{"M and V are used without their correction", []float64{1.5 / 2, -3.0 / 3, 0, 0.75 / 1.5}},
			{"only M is corrected, not V", []float64{2.0 / 2, -4.0 / 3, 0, 1 / 1.5}},
			{"only V is corrected, not M", []float64{1.5 / 3, -3.0 / 5, 0, 0.75 / 2}},
			{"the square root is left out", []float64{2.0 / 5, -4.0 / 17, 0, 0.5}},
			{"ε is inside the square root",
				[]float64{2 / math.Sqrt(5), -4 / math.Sqrt(17), 0, 1 / math.Sqrt(2)}},
			{"the correction is outside the root: it divides √V, not V", // 1, 2, 0.5 by 1/4
				[]float64{2.0 / 5, -4.0 / 9, 0, 1.0 / 3}},
			{"T counts elements, not updates", // t = 1, 2, 3 and 4
				[]float64{2.0 / 3, -3.2 / (math.Sqrt(64.0/7) + 1), 0,
					0.75 * 256 / 255 / (math.Sqrt(0.25*256/175) + 1)}},
		}, {
			{"dW is used, not its moving average M", []float64{-1, 4.0 / 5, 0, -1.0 / 2}},
			{"the correction lacks the power t, so it stays at its first value", // M/(3/4), V/(1/4)
				[]float64{-4.5 / (math.Sqrt(28) + 1), 3 / (math.Sqrt(28) + 1), 0,
					-0.75 / (math.Sqrt(1.75) + 1)}},
			{"the corrected averages are stored, so the next update corrects them again",
				// M = 2/4 - 15/4 and so on, then /(15/16);  V = 3/4·4 + 25/4 and so on, then /(7/16)
				[]float64{-3.25 * 16 / 15 / (math.Sqrt(9.25*16/7) + 1),
					2 * 16.0 / 15 / (math.Sqrt(16*16.0/7) + 1), 0, -0.5 * 16 / 15 / (math.Sqrt(16.0/7) + 1)}},
			{"M and V are not kept between updates: each update starts at 0",
				[]float64{-4 / (math.Sqrt(6.25*16/7) + 1), 3.2 / (math.Sqrt(4*16.0/7) + 1), 0,
					-0.8 / (math.Sqrt(0.25*16/7) + 1)}},
			{"β₁ and β₂ are swapped", // M = 3/4·M + dW/4, by 7/16;  V = V/4 + 3/4·dW², by 15/16
				[]float64{-2.0 / (math.Sqrt(20.8) + 1), 4.0 / 7 / (math.Sqrt(16) + 1), 0, -1.0 / 7 / 2}},
		}},
		bare: []float64{1, -1, 0, 1},
		notFinite: [][]notFinite{{
			{"the first update uses t = 0, and 1 - β⁰ is 0", always},
			{notSquared("V"), negative},
		}, {
			{"β is multiplied by t, not raised to the power t", func(g float64) bool { return g != 0 }},
		}},
	}
}

func always(float64) bool     { return true }
func negative(g float64) bool { return g < 0 }

func notSquared(average string) string {
	return average + " averages the gradients, not their squares, and a negative average has no root"
}

const (
	withoutEpsilon = "ε is left out, so 0 is divided by 0 where no gradient has arrived yet"
	besideEpsilon  = "ε is added to the step, not to the root, because the denominator has no parentheses"
)

// whyNotFinite names the mistake if an update gives NaN or an infinity, and returns "" otherwise.
func (tt table) whyNotFinite(k int, α, ε float64, got *given.Matrix) string {
	if got == nil || len(got.Data) != len(tt.W.Data) || check.Finite(got) {
		return ""
	}
	for _, wrong := range tt.notFinite[k] {
		same := true
		for i, g := range tt.dW[k].Data {
			same = same && check.Finite(got.Data[i]) != wrong.where(g)
		}
		if same {
			return wrong.name
		}
	}
	if k > 0 {
		return ""
	}
	isBare, isBeside := true, true
	for i, w := range minus(tt.W, α, tt.bare).Data {
		if tt.dW[0].Data[i] != 0 {
			isBare = isBare && math.Abs(got.Data[i]-w) < 1e-9
			isBeside = isBeside && math.Abs(got.Data[i]-w-ε) < 1e-9
		}
	}
	switch {
	case isBare:
		return withoutEpsilon
	case isBeside:
		return besideEpsilon
	}
	return ""
}

// run makes both updates and compares W after each.
func (tt table) run(t *testing.T, α, ε float64, update func(W, dW *given.Matrix) *given.Matrix,
	settings ...any) {
	t.Helper()
	W := tt.W
	for k, dW := range tt.dW {
		args := append([]any{"W", W, "dW", dW}, settings...)
		if k > 0 {
			args = append(args, "dW of the first update", tt.dW[0])
		}
		c := check.Call(t, "Update(W, dW)", args...)
		c.Mistake("the weights are returned unchanged", slide, W).
			Mistake("the step alone is returned, not the updated weights", slide, W.Subtract(tt.want[k]))
		for _, w := range tt.wrong[k] {
			c.Mistake(w.name, slide, minus(W, α, w.step))
		}
		got := update(W.Clone(), dW.Clone())
		if name := tt.whyNotFinite(k, α, ε, got); name != "" {
			c.MistakeIf(name, slide, true)
		}
		c.Want(fmt.Sprintf("W after update %d", k+1), got, tt.want[k])
		if W = got; t.Failed() {
			return
		}
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
	o := &optimizer.RMSProp{LearningRate: 0.5, Beta: 0.75, Epsilon: 0.5}
	rmsProp().run(t, o.LearningRate, o.Epsilon, o.Update,
		"α", o.LearningRate, "β", o.Beta, "ε", o.Epsilon)
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
	o := &optimizer.Adam{LearningRate: 1.5, Beta1: 0.25, Beta2: 0.75, Epsilon: 1}
	adam().run(t, o.LearningRate, o.Epsilon, o.Update,
		"α", o.LearningRate, "β₁", o.Beta1, "β₂", o.Beta2, "ε", o.Epsilon)
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
	}{
		// S = g²/4: 1/2·g/(|g|/2 + 1/2)
		{"RMSProp", rms, func(g float64) float64 { return g / (math.Abs(g) + 1) }},
		// M̂ = g and V̂ = g²: 1/2·g/(|g| + 1/2)
		{"Adam", adam, func(g float64) float64 { return g / (2*math.Abs(g) + 1) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			rng := check.Rand(t)
			W, dW := check.Random(rng, 1, 3), check.Random(rng, 1, 3)
			c := check.Call(t, "Update(W, dW)", "W", W, "dW", dW)
			first := tt.make()(W, dW)
			c.Unchanged(slide)
			c.True("different weights from before", first, check.SumOfProducts(first.Subtract(W), first.Subtract(W)) > 0)

			tt.make()(W.Clone(), dW.ScaledBy(-3)) // of another parameter
			c = check.Call(t, "Update(W, dW)", "W", W, "dW", dW)
			again := tt.make()(W.Clone(), dW.Clone())
			c.MistakeIf("all optimizers share one memory, so one parameter changes the averages of the others",
				slide, check.Finite(first) && check.Finite(again)).
				Want("W after the first update of a second optimizer", again, first)

			zero := given.NewMatrix(1, 3)
			c = check.Call(t, "Update(W, dW)", "W", W, "dW", zero)
			got := tt.make()(W.Clone(), zero.Clone())
			c.MistakeIf(withoutEpsilon, slide, check.Finite(first) && !check.Finite(got)).Want("W", got, W)
			check.Call(t, "Update(W, dW)", "W", W, "dW", dW).Want("W", first, W.Subtract(dW.Apply(tt.step)))
		})
	}
}
