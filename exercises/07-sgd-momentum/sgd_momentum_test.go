package sgd_test

import (
	"math"
	"math/rand/v2"
	"testing"

	sgd "exercises/07-sgd-momentum"
	"exercises/check"
	"exercises/given"
)

const (
	slide      = "Improvements on training algorithms: momentum"
	slideStep4 = "Backward propagation, STEP 4"
)

// row is a parameter of two elements.
func row(a, b float64) *given.Matrix { return given.MatrixOf([]float64{a, b}) }

// Plain gradient descent, by hand: β = 0.
//
//exercise:points 1
//exercise:hint 1 L grows in the direction of dW. In which direction must the weights go?
//exercise:hint 2 Which parts of the slide's two lines remain if β is 0?
//exercise:hint 3 Work out the four elements with STEP 4, and find the one that your code gets
//exercise:hint 3 wrong.
func TestWithoutMomentum(t *testing.T) {
	defer check.Recover(t)
	W := given.MatrixOf([]float64{1, 2}, []float64{3, 4})
	dW := given.MatrixOf([]float64{4, -2}, []float64{0, 1})
	// 1 - 1/2·4, 2 + 1/2·2, 3 + 1/2·0, 4 - 1/2·1
	want := given.MatrixOf([]float64{-1, 3}, []float64{3, 3.5})
	withoutMomentum(t, 0.5, W, dW, want)
	rng := check.Rand(t)
	W, dW = check.Random(rng, 2, 3), check.Random(rng, 2, 3)
	α := 0.1 + 0.8*rng.Float64()
	withoutMomentum(t, α, W, dW, W.Add(dW.ScaledBy(-α)))
}

func withoutMomentum(t *testing.T, α float64, W, dW, want *given.Matrix) {
	t.Helper()
	o := &sgd.SGD{LearningRate: α}
	check.Call(t, "Update(W, dW)", "W", W, "dW", dW, "α", α, "β", 0.0).
		Mistake("the step is added to the weights, so the loss goes up", slideStep4, W.ScaledBy(2).Subtract(want)).
		Mistake("the learning rate is left out", slideStep4, W.Subtract(dW)).
		Mistake("momentum 0 is treated as unset and replaced by 0.9", slide, W.Subtract(dW.ScaledBy(α/10))).
		Mistake("the step is returned, not the updated weights", slideStep4, dW.ScaledBy(α)).
		Mistake("the step is returned, not the updated weights", slideStep4, dW.ScaledBy(-α)).
		Want("W", o.Update(W.Clone(), dW.Clone()), want)
}

// The first update with momentum, by hand.
//
//exercise:points 2
//exercise:hint 1 How large is V before the first update, and how does the first line of the slide
//exercise:hint 1 change it?
//exercise:hint 2 RetainedGradient is nil then, so the slide's V_0 has to come from somewhere.
//exercise:hint 3 given.NewMatrix returns a matrix of zeros. Which shape must this one have?
func TestFirstUpdate(t *testing.T) {
	defer check.Recover(t)
	W, dW := row(10, 20), row(4, -8)
	// V = 3/4·0 + 1/4·4 = 1 and 3/4·0 - 1/4·8 = -2;  W = 10 - 2·1 and 20 + 2·2
	firstUpdate(t, 2, 0.75, W, dW, row(8, 24), row(1, -2))
	rng := check.Rand(t)
	W, dW = check.Random(rng, 2, 3), check.Random(rng, 2, 3)
	α, β := 0.1+0.8*rng.Float64(), 0.1+0.8*rng.Float64()
	firstUpdate(t, α, β, W, dW, W.Subtract(dW.ScaledBy(α-α*β)), dW.Subtract(dW.ScaledBy(β)))
}

func firstUpdate(t *testing.T, α, β float64, W, dW, want, wantV *given.Matrix) {
	t.Helper()
	o := &sgd.SGD{LearningRate: α, Momentum: β}
	step := func(weight float64) *given.Matrix { return W.Subtract(dW.ScaledBy(weight)) }
	check.Call(t, "Update(W, dW)", "W", W, "dW", dW, "α", α, "β", β).
		Mistake("the step is added to the weights, so the loss goes up", slideStep4, step(-α*(1-β))).
		Mistake("the learning rate is left out", slideStep4, step(1-β)).
		Mistake("in the first update, W takes the place of the old V, which is 0", slide, W.ScaledBy(1-α*β).Subtract(dW.ScaledBy(α*(1-β)))).
		Mistake(nesterov, slide, step(α*(1-β)*(1+β))).
		Mistake("the first update does not move the weights", slide, W).
		Mistake(wholeSumβ, slide, step(α*β*(1-β))).
		Want("W", o.Update(W.Clone(), dW.Clone()), want)
	check.Call(t, "Update(W, dW)", "W", W, "dW", dW, "α", α, "β", β).
		MistakeIf("RetainedGradient is not set, so the next update has no V",
			slide, o.RetainedGradient == nil).
		Mistake("in the first update, W takes the place of the old V, which is 0", slide, W.ScaledBy(β).Add(wantV)).
		Mistake("the first update does not move the weights", slide, W.ScaledBy(0)).
		Mistake(wholeSumβ, slide, dW.ScaledBy(β*(1-β))).
		Mistake("the gradient is kept, not its moving average", slide, dW).
		Want("RetainedGradient", o.RetainedGradient, wantV)
}

// nesterov is a step that looks one update ahead.
const nesterov = "the step is β·V plus the weighted gradient, as in Nesterov's method, not V alone"

// One of the two weights is outside the parentheses.
const (
	wholeSum  = "1 - β multiplies the whole sum, so the old V gets β·(1 - β)"
	wholeSumβ = "β multiplies the whole sum, so the gradient gets β·(1 - β)"
)

// A later update, from a given retained gradient, by hand.
//
//exercise:points 3
//exercise:hint 1 Which two numbers does the first line of the slide mix, and with which weights?
//exercise:hint 2 The weights are β and 1 - β: the average so far gets β.
//exercise:hint 3 First compute the new V from the old V and dW; then W from the new V.
func TestLaterUpdate(t *testing.T) {
	defer check.Recover(t)
	W, V, dW := row(8, 24), row(1, -2), row(-8, 4)
	// V = 3/4·1 - 1/4·8 = -1.25 and -3/4·2 + 1/4·4 = -0.5;  W = 8 + 2·1.25 and 24 + 2·0.5
	laterUpdate(t, 2, 0.75, W, V, dW, row(10.5, 25), row(-1.25, -0.5))
	rng := check.Rand(t)
	W, V, dW = check.Random(rng, 2, 3), check.Random(rng, 2, 3), check.Random(rng, 2, 3)
	α, β := 0.1+0.8*rng.Float64(), 0.1+0.8*rng.Float64()
	wantV := dW.Add(V.Subtract(dW).ScaledBy(β))
	laterUpdate(t, α, β, W, V, dW, W.Add(wantV.ScaledBy(-α)), wantV)
}

func laterUpdate(t *testing.T, α, β float64, W, V, dW, want, wantV *given.Matrix) {
	t.Helper()
	v := func(old, gradient float64) *given.Matrix { return V.ScaledBy(old).Add(dW.ScaledBy(gradient)) }
	step := func(old, gradient float64) *given.Matrix { return W.Subtract(v(α*old, α*gradient)) }
	corrected := 1 / (1 - β*β)
	o := &sgd.SGD{LearningRate: α, Momentum: β, RetainedGradient: V.Clone()}
	check.Call(t, "Update(W, dW)", "W", W, "dW", dW, "RetainedGradient", V, "α", α, "β", β).
		Mistake("the step is added to the weights, so the loss goes up", slideStep4, step(-β, β-1)).
		Mistake("the new gradient lacks its weight 1 - β, as in Keras", slide, step(β, 1)).
		Mistake("β and 1 - β are swapped", slide, step(1-β, β)).
		Mistake("the old V is ignored: only the new gradient counts", slide, step(0, 1-β)).
		Mistake("the momentum is left out, as in plain gradient descent", slide, step(0, 1)).
		Mistake("the step uses the old V, which does not include dW yet", slide, step(1, 0)).
		Mistake("the old V keeps its full weight, so it never fades", slide, step(1, 1-β)).
		Mistake(wholeSum, slide, step(β*(1-β), 1-β)).
		Mistake(wholeSumβ, slide, step(β, β*(1-β))).
		Mistake(nesterov, slide, step(β*β, (1-β)*(1+β))).
		Mistake("W is subtracted from the step", slide, step(β, 1-β).ScaledBy(-1)).
		Mistake("the step is returned, not the updated weights", slideStep4, v(α*β, α*(1-β))).
		Mistake("the step is returned, not the updated weights", slideStep4, v(-α*β, -α*(1-β))).
		Mistake("the weights shrink by the learning rate, too", slide, W.ScaledBy(1-α).Subtract(v(α*β, α*(1-β)))).
		Mistake("V is divided by 1 - βᵗ, as in Adam", slide, step(β*corrected, (1-β)*corrected)).
		Mistake("the learning rate is left out", slideStep4, W.Subtract(wantV)).
		Mistake("the learning rate is applied twice: in V and in the step", slide, step(β, α*(1-β))).
		Mistake("the retained gradient includes the learning rate", slide, W.Subtract(v(β, α*(1-β)))).
		Mistake("the learning rate is the weight of the gradient in V, not 1 - β", slide, W.Subtract(v(β, α))).
		Mistake("the learning rate is the weight of the gradient in V, not 1 - β", slide, step(β, α)).
		Mistake("the gradient is subtracted from V, as if V were the downward step", slide, step(β, β-1)).
		Mistake("the gradient is subtracted from V, as if V were the downward step", slide, step(-β, 1-β)).
		Want("W", o.Update(W.Clone(), dW.Clone()), want)
	check.Call(t, "Update(W, dW)", "W", W, "dW", dW, "RetainedGradient", V, "α", α, "β", β).
		Mistake("RetainedGradient still holds the V of the previous update", slide, V).
		Mistake("the gradient is kept, not its moving average", slide, dW).
		Mistake("the momentum is left out, as in plain gradient descent", slide, dW).
		Mistake("the new gradient lacks its weight 1 - β, as in Keras", slide, v(β, 1)).
		Mistake("β and 1 - β are swapped", slide, v(1-β, β)).
		Mistake("the old V is ignored: only the new gradient counts", slide, v(0, 1-β)).
		Mistake("the old V keeps its full weight, so it never fades", slide, v(1, 1-β)).
		Mistake(wholeSum, slide, v(β*(1-β), 1-β)).
		Mistake(wholeSumβ, slide, v(β, β*(1-β))).
		Mistake("the learning rate is applied twice: in V and in the step", slide, v(β, α*(1-β))).
		Mistake("the retained gradient includes the learning rate", slide, v(β, α*(1-β))).
		Mistake("the learning rate is the weight of the gradient in V, not 1 - β", slide, v(β, α)).
		Mistake("the gradient is subtracted from V, as if V were the downward step", slide, v(β, β-1)).
		Want("RetainedGradient", o.RetainedGradient, wantV)
}

// Three updates in a row, by hand, with gradients of changing sign and size.
//
//exercise:points 2
//exercise:hint 1 Which value must be kept from one update to the next, and where?
//exercise:hint 2 Does the first update do the same as a later one, but with V_0 = 0?
//exercise:hint 3 Print V after each update, and compare it with the table in this test's comments.
func TestThreeUpdates(t *testing.T) {
	defer check.Recover(t)
	// dW   4        -8       -8       4        1        16
	// V    1        -2       -1.25    -0.5     -0.6875  3.625    3/4·V + 1/4·dW
	// W    8        24       10.5     25       11.875   17.75    W - 2·V, from 10 20
	dWs := []*given.Matrix{row(4, -8), row(-8, 4), row(1, 16)}
	o, W := &sgd.SGD{LearningRate: 2, Momentum: 0.75}, row(10, 20)
	c := check.Call(t, "three Updates(W, dW)", "W before", W, "first dW", dWs[0], "second dW", dWs[1],
		"third dW", dWs[2], "α", 2.0, "β", 0.75).
		// V is 1 -2, -2 1, 0.25 4.
		Mistake("V is not kept between updates: each update starts at 0", slide, row(11.5, 14)).
		// V is 4 -8, 1 -5, 1 0.25.
		Mistake("V starts with the first gradient instead of 0", slide, row(-2, 45.5)).
		// V is 4 -8, -5 -2, -2.75 14.5.
		Mistake("the new gradient lacks its weight 1 - β, as in Keras", slide, row(17.5, 11)).
		// V is 3 -6, -5.25 1.5, -0.5625 12.375.
		Mistake("β and 1 - β are swapped", slide, row(15.625, 4.25)).
		// V is 1 -2 divided by 1/4, -1.25 -0.5 by 7/16, -0.6875 3.625 by 37/64.
		Mistake("V is divided by 1 - βᵗ, as in Adam", slide, row(10.0926640927, 25.7451737452)).
		// V is 4 -8, -8 4, 1 16.
		Mistake("the momentum is left out, as in plain gradient descent", slide, row(16, -4))
	for _, dW := range dWs {
		W = o.Update(W, dW.Clone())
	}
	c.Want("W", W, row(11.875, 17.75))
}

// Many random updates, against the moving average written as one sum.
//
//exercise:points 1
//exercise:hint 1 If the tests by hand pass, what do they have in common that this one lacks?
//exercise:hint 2 Does your code use the shape of W anywhere, or one element where it needs a
//exercise:hint 2 different one?
//exercise:hint 3 In V_t the gradient of update k has the weight (1 - β)·β^(t - k).
func TestRandomUpdates(t *testing.T) {
	defer check.Recover(t)
	randomUpdates(t, check.Rand(t), 4, 3, 6)
}

func randomUpdates(t *testing.T, rng *rand.Rand, n, m, updates int) {
	t.Helper()
	α, β := rng.Float64(), 0.1+0.8*rng.Float64()
	o, W := &sgd.SGD{LearningRate: α, Momentum: β}, check.Random(rng, n, m)
	want := W.Clone()
	c := check.Call(t, "Update(W, dW)", "W before", W, "α", α, "β", β, "updates", updates)
	for k := range updates {
		dW := check.Random(rng, n, m)
		W = o.Update(W, dW.Clone())
		// This gradient's share of all later steps: its weights 1, β, β², ... add up to (1 - βᵗ)/(1 - β).
		want = want.Subtract(dW.ScaledBy(α * (1 - math.Pow(β, float64(updates-k)))))
	}
	c.Want("W after all updates", W, want)
}

// The arguments stay unchanged, and each SGD has its own retained gradient.
//
//exercise:points 1
//exercise:hint 1 Which matrices does your code write into or keep, and who owns them?
//exercise:hint 2 V := dW does not copy: when the next batch overwrites dW, V changes with it.
//exercise:hint 3 The operations of given.Matrix return new matrices; Set, Row and Data give access
//exercise:hint 3 to the existing memory.
func TestContract(t *testing.T) {
	defer check.Recover(t)
	for _, β := range []float64{0, 0.5} {
		W, dW := row(1, 2), row(4, -2)
		c := check.Call(t, "Update(W, dW)", "W", W, "dW", dW, "α", 1.0, "β", β)
		o := &sgd.SGD{LearningRate: 1, Momentum: β}
		updated := o.Update(W, dW)
		o.Update(W, dW)
		c.Unchanged(slide)
		c = check.Call(t, "Update(W, dW), where W is the result of the previous Update", "W", updated,
			"dW", dW, "α", 1.0, "β", β)
		o.Update(updated, dW)
		c.Unchanged(slide)
	}

	first := func(dW *given.Matrix) *given.Matrix {
		return (&sgd.SGD{LearningRate: 1, Momentum: 0.5}).Update(row(0, 0), dW)
	}
	before := first(row(2, 2))
	first(row(8, 6))
	again := first(row(2, 2))
	check.Call(t, "Update(W, dW)", "W", row(0, 0), "dW", row(2, 2), "α", 1.0, "β", 0.5).
		MistakeIf("SGDs share memory, so the updates of one change the steps of another", slide, true).
		Want("W of a new SGD; want is that of another new one", again, before)
	if t.Failed() {
		return
	}

	// V = 1/2·4 = 2 and -1;  then dW is overwritten by 0, V = 1 and -0.5, W = 0 - 1 and 0 + 0.5
	o, dW := &sgd.SGD{LearningRate: 1, Momentum: 0.5}, row(4, -2)
	o.Update(row(0, 0), dW)
	copy(dW.Data, []float64{0, 0})
	check.Call(t, "Update(W, dW)", "W", row(0, 0), "dW", dW, "dW of the first update", row(4, -2),
		"α", 1.0, "β", 0.5).
		MistakeIf("RetainedGradient is the caller's dW itself, so it changes with the next batch", slide,
			o.RetainedGradient == dW).
		Want("W; dW is the same matrix in both updates, with different numbers",
			o.Update(row(0, 0), dW), row(-1, 0.5))
	if t.Failed() {
		return
	}

	// With β = 0, V = 4 and -2;  then V = 1/2·4 - 1/2·2 = 1 and 2, W = 0 - 1 and 0 - 2
	o = &sgd.SGD{LearningRate: 1}
	o.Update(row(0, 0), row(4, -2))
	kept := o.RetainedGradient != nil
	o.Momentum = 0.5
	check.Call(t, "Update(W, dW)", "W", row(0, 0), "dW", row(-2, 6), "α", 1.0, "β", 0.5,
		"dW of the first update", row(4, -2), "β of the first update", 0.0).
		MistakeIf("RetainedGradient is not set, so the next update has no V", slide, !kept).
		Want("W", o.Update(row(0, 0), row(-2, 6)), row(-1, -2))
	if t.Failed() {
		return
	}
	randomUpdates(t, check.Rand(t), 2, 3, 3)
}
