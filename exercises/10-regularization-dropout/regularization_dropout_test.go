package regularization_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	regularization "exercises/10-regularization-dropout"
	"exercises/check"
	"exercises/given"
)

const (
	slidePenalty = "Regularization"
	slideDropout = "Overfitting and generalization; Dropout"
)

// layer returns the layer of the tests by hand:
//
//	W = 1 -2, 0 3    B = 5 -7
//	Σ|w| = 1+2+0+3 = 6     with the biases: 6 + 5+7 = 18
//	Σw²  = 1+4+0+9 = 14    with the biases: 14 + 25+49 = 88
func layer(λ1, λ2 float64) *regularization.DenseLayer {
	m := given.MatrixOf
	return &regularization.DenseLayer{
		Weights: m([]float64{1, -2}, []float64{0, 3}), Biases: m([]float64{5, -7}),
		WeightsError: m([]float64{10, 20}, []float64{30, 40}), BiasesError: m([]float64{1, 2}),
		L1: λ1, L2: λ2,
	}
}

// The penalty, by hand.
//
//exercise:points 2
//exercise:hint 1 Which numbers of the layer have a penalty, and which have none?
//exercise:hint 2 Two sums over the same weights: of their absolute values and of their squares.
//exercise:hint 3 One loop over Weights.Data is enough: each weight adds one term with λ₁ and one
//exercise:hint 3 with λ₂.
func TestPenalty(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range []struct {
		name         string
		λ1, λ2, want float64
	}{
		{"L1", 0.5, 0, 3},         // 0.5·6
		{"L2", 0, 0.25, 3.5},      // 0.25·14
		{"L1 and L2", 0.5, 2, 31}, // 0.5·6 + 2·14
		{"none", 0, 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			penalty(t, layer(tt.λ1, tt.λ2), tt.want)
		})
	}
	rng := check.Rand(t)
	l := &regularization.DenseLayer{Weights: check.Random(rng, 3, 2), Biases: check.Random(rng, 1, 2),
		L1: rng.Float64(), L2: rng.Float64()}
	want := 0.0
	for _, w := range l.Weights.Data {
		want += math.Abs(w) * (l.L1 + l.L2*math.Abs(w))
	}
	penalty(t, l, want)
}

func penalty(t *testing.T, l *regularization.DenseLayer, want float64) {
	t.Helper()
	sums := func(m *given.Matrix) (sum, abs, squares float64) {
		for _, v := range m.Data {
			sum, abs, squares = sum+v, abs+math.Abs(v), squares+v*v
		}
		return sum, abs, squares
	}
	sum, abs, squares := sums(l.Weights)
	_, absB, squaresB := sums(l.Biases)
	oneAlone, twoAlone := want, want
	if l.L1 > 0 && l.L2 > 0 {
		oneAlone, twoAlone = l.L1*abs, l.L2*squares
	}
	check.Call(t, "Penalty()", "W", l.Weights, "B", l.Biases, "λ₁", l.L1, "λ₂", l.L2).
		Mistake("λ₂ counts only if λ₁ is 0", slidePenalty, oneAlone).
		Mistake("λ₁ counts only if λ₂ is 0", slidePenalty, twoAlone).
		Mistake("the sums are not multiplied by λ₁ and λ₂", slidePenalty, abs+squares).
		Mistake("the penalty has the opposite sign", slidePenalty, -want).
		Mistake("the penalty includes the biases", slidePenalty,
			l.L1*(abs+absB)+l.L2*(squares+squaresB)).
		Mistake("the L1 term adds the weights themselves, so positive and negative ones cancel",
			slidePenalty, l.L1*sum+l.L2*squares).
		Mistake("the L2 term is the square root of the sum of the squares", slidePenalty,
			l.L1*abs+l.L2*math.Sqrt(squares)).
		Mistake("the penalty is the mean over the weights, not the sum", slidePenalty,
			want/float64(len(l.Weights.Data))).
		Mistake("the L2 term is the square of the sum, not the sum of the squares", slidePenalty,
			l.L1*abs+l.L2*abs*abs).
		Mistake("the L2 term has a factor 1/2", slidePenalty, l.L1*abs+l.L2*squares/2).
		Mistake("λ₁ and λ₂ are swapped", slidePenalty, l.L2*abs+l.L1*squares).
		Want("", l.Penalty(), want)
}

// The derivative of the penalty, by hand.
//
//exercise:points 2
//exercise:hint 1 Draw |w| and w². What are their slopes at w = 3, at w = -2 and at w = 0?
//exercise:hint 2 |w| has one of three slopes; the slope of w² grows with w. Each comes with its own
//exercise:hint 2 λ.
//exercise:hint 3 dW keeps the gradient of the loss: add the new terms to it, element by element.
func TestPenaltyDerivative(t *testing.T) {
	defer check.Recover(t)
	m := given.MatrixOf
	for _, tt := range []struct {
		name    string
		λ1, λ2  float64
		dP      *given.Matrix // the derivative of the penalty
		missing *given.Matrix // the same without the 2 of L2
		abs     *given.Matrix // the same with |w| or 1 instead of the sign
		one     *given.Matrix
	}{{
		name: "L1", λ1: 0.5, // 0.5·sign
		dP:  m([]float64{0.5, -0.5}, []float64{0, 0.5}),
		abs: m([]float64{0.5, 1}, []float64{0, 1.5}),
		one: m([]float64{0.5, 0.5}, []float64{0.5, 0.5}),
	}, {
		name: "L2", λ2: 0.25, // 0.25·2·w
		dP:      m([]float64{0.5, -1}, []float64{0, 1.5}),
		missing: m([]float64{0.25, -0.5}, []float64{0, 0.75}),
	}, {
		name: "L1 and L2", λ1: 0.5, λ2: 2, // 0.5·sign + 2·2·w
		dP:      m([]float64{4.5, -8.5}, []float64{0, 12.5}),
		missing: m([]float64{2.5, -4.5}, []float64{0, 6.5}),
		abs:     m([]float64{4.5, -7}, []float64{0, 13.5}),
		one:     m([]float64{4.5, -7.5}, []float64{0.5, 12.5}),
	}} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			l := layer(tt.λ1, tt.λ2)
			dW, dB := l.WeightsError, l.BiasesError.Clone()
			call := func() *check.Case {
				return check.Call(t, "AddPenaltyDerivative()", "W", l.Weights, "B", l.Biases,
					"dW before the call", dW, "dB before the call", dB, "λ₁", tt.λ1, "λ₂", tt.λ2)
			}
			c, biases, unchanged := call(), call(), check.Call(t, "AddPenaltyDerivative()", "W",
				l.Weights,
				"B", l.Biases)
			want := dW.Add(tt.dP)
			c.Mistake("dW is replaced by the derivative of the penalty, so the gradient of the loss is lost",
				slidePenalty, tt.dP).
				Mistake("the derivative of the penalty is subtracted, although STEP 4 subtracts the whole gradient",
					slidePenalty, dW.Subtract(tt.dP)).
				Mistake("the penalty itself is added to every element", slidePenalty,
					dW.Apply(func(dw float64) float64 { return dw + tt.λ1*6 + tt.λ2*14 }))
			if tt.missing != nil {
				c.Mistake("the derivative of the L2 term lacks its factor 2", slidePenalty,
					dW.Add(tt.missing))
			}
			if tt.abs != nil {
				atZero := want.Clone()
				atZero.Data[2] += tt.λ1
				negative := want.Clone()
				negative.Data[2] -= tt.λ1
				c.Mistake("the derivative of the L1 term contains |w|, not only the sign of w", slidePenalty,
					dW.Add(tt.abs)).
					Mistake("the L1 term pulls all weights in the same direction, because the sign of w is left out",
						slidePenalty, dW.Add(tt.one)).
					Mistake("a weight of 0 is moved, although the derivative of |w| at 0 is defined as 0", slidePenalty,
						atZero).
					Mistake("a weight of 0 is moved, although the derivative of |w| at 0 is defined as 0", slidePenalty,
						negative)
			}
			one, two, terms, swapped := dW.Clone(), dW.Clone(), dW.Clone(), dW.Clone()
			for i, w := range l.Weights.Data {
				sign := 0.0
				if w != 0 {
					sign = math.Copysign(1, w)
				}
				one.Data[i] += tt.λ1 * sign
				two.Data[i] += 2 * tt.λ2 * w
				terms.Data[i] += tt.λ1*math.Abs(w) + tt.λ2*w*w
				swapped.Data[i] += tt.λ2*sign + 2*tt.λ1*w
			}
			if tt.λ1 > 0 && tt.λ2 > 0 {
				c.Mistake("λ₂ counts only if λ₁ is 0", slidePenalty, one).
					Mistake("λ₁ counts only if λ₂ is 0", slidePenalty, two)
			}
			c.Mistake("the terms of the penalty are added, not their derivatives", slidePenalty, terms).
				Mistake("λ₁ and λ₂ are swapped", slidePenalty, swapped).
				Mistake("dW stays as it was: the derivative of the penalty is not added", slidePenalty, dW)
			undefined := want.Clone()
			undefined.Data[2] = math.NaN()
			l.AddPenaltyDerivative()
			c.Mistake("w/|w| is 0/0 for a weight of 0", slidePenalty, undefined).
				Want("dW", l.WeightsError, want)
			included := dB.Clone()
			for i, b := range l.Biases.Data {
				included.Data[i] += 2 * tt.λ2 * b
				if b != 0 {
					included.Data[i] += tt.λ1 * math.Copysign(1, b)
				}
			}
			biases.Mistake("the penalty includes the biases", slidePenalty, included).
				Want("dB", l.BiasesError, given.MatrixOf([]float64{1, 2}))
			unchanged.Unchanged(slidePenalty)
		})
	}
}

// The derivative of loss and penalty, against finite differences.
//
//exercise:points 1
//exercise:hint 1 The matrices are small: work out one element on paper.
//exercise:hint 2 Move one weight a little: by how much do |w| and w² change?
//exercise:hint 3 If the tests by hand pass, is your code right only for their numbers?
func TestPenaltySlopes(t *testing.T) {
	defer check.Recover(t)
	if slopes(t, 3, 4); !t.Failed() {
		tinyWeights(t)
	}
}

// tinyWeights checks weights near 0, where a constant in the denominator or under the root counts. A large λ₁
// shows it in the penalty.
func tinyWeights(t *testing.T) {
	t.Helper()
	W := given.MatrixOf([]float64{1e-9, -1e-9, 3e-6}, []float64{-1e-150, 1e-20, 0})
	dW := given.NewMatrix(2, 3)
	const λ1 = 1e6
	l := &regularization.DenseLayer{Weights: W.Clone(), WeightsError: dW, L1: λ1,
		Biases: given.NewMatrix(1, 3), BiasesError: given.NewMatrix(1, 3)}
	check.Call(t, "Penalty()", "W", W, "λ₁", float64(λ1), "λ₂", 0.0).Want("", l.Penalty(), λ1*(2e-9+3e-6+1e-20))

	c := check.Call(t, "AddPenaltyDerivative()", "W", W, "dW before the call", dW, "λ₁", float64(λ1), "λ₂", 0.0)
	want := given.MatrixOf([]float64{λ1, -λ1, λ1}, []float64{-λ1, λ1, 0})
	l.AddPenaltyDerivative()
	const added = "a constant is added to the denominator of w/|w|, so the L1 term is too small for small weights"
	const asZero = "a small weight is treated as 0, so it has no L1 term"
	if got := l.WeightsError; sameShape(got, W) {
		ratio := λ1 / got.Data[0] // 1 + ε/|w|, or √(1 + ε/w²)
		ε, ofSquares := W.Data[0]*(ratio-1), W.Data[0]*W.Data[0]*(ratio*ratio-1)
		if ε > 0 && !math.IsInf(ε, 0) {
			c.Mistake(added, slidePenalty, W.Apply(func(w float64) float64 { return λ1 * w / (math.Abs(w) + ε) })).
				Mistake(added, slidePenalty, W.Apply(func(w float64) float64 { return λ1 * w / math.Sqrt(w*w+ofSquares) }))
		}
	}
	for _, limit := range []float64{1e-100, 1e-15, 1e-7, 1e-5} {
		c.Mistake(asZero, slidePenalty, want.Multiply(W.Apply(func(w float64) float64 {
			if math.Abs(w) < limit {
				return 0
			}
			return 1
		})))
	}
	c.Want("dW", l.WeightsError, want)
}

// slopes compares with the slopes of E = Σ R ⊙ W + λ₁·Σ|w| + λ₂·Σw². The first term is the loss.
func slopes(t *testing.T, in, out int) {
	t.Helper()
	rng := check.Rand(t)
	R, λ1, λ2 := check.Random(rng, in, out), rng.Float64(), rng.Float64()
	// away from 0
	W := check.Random(rng, in, out).Apply(func(w float64) float64 {
		return w +
			math.Copysign(0.01, w)
	})
	E := func() float64 {
		norm := 0.0
		for _, w := range W.Data {
			norm += λ1 * math.Abs(w)
		}
		return norm + λ2*check.SumOfProducts(W, W) + check.SumOfProducts(R, W)
	}
	l := &regularization.DenseLayer{Weights: W.Clone(), WeightsError: R.Clone(), L1: λ1, L2: λ2,
		Biases: check.Random(rng, 1, out), BiasesError: check.Random(rng, 1, out)}
	c := check.Call(t, "AddPenaltyDerivative()", "W", W, "dW before the call", R, "λ₁", λ1, "λ₂",
		λ2)
	l.AddPenaltyDerivative()
	c.Within(check.SlopeTolerance).Want("dW", l.WeightsError, check.Slopes(W, E))
}

// positive returns a matrix of random numbers from 1 to 2: none is 0, so dropped elements show.
func positive(rng *rand.Rand, n, m int) *given.Matrix {
	X := given.NewMatrix(n, m)
	for i := range X.Data {
		X.Data[i] = 1 + rng.Float64()
	}
	return X
}

// share returns which part of m's elements are 0.
func share(m *given.Matrix) float64 {
	zeros := 0
	for _, v := range m.Data {
		if v == 0 {
			zeros++
		}
	}
	return float64(zeros) / float64(len(m.Data))
}

// kept returns a matrix with 1 where m is not 0.
func kept(m *given.Matrix) *given.Matrix {
	return m.Apply(func(v float64) float64 {
		if v == 0 {
			return 0
		}
		return 1
	})
}

// near reports whether no element of a and b differs by more than rounding.
func near(a, b *given.Matrix) bool {
	d := a.Subtract(b)
	return check.SumOfProducts(d, d) < 1e-18
}

func sameShape(a, b *given.Matrix) bool { return a != nil && a.Rows == b.Rows && a.Cols == b.Cols }

// Dropout in training: which elements are dropped, and how the rest changes.
//
//exercise:points 3
//exercise:hint 1 Take one element alone: with which probability is it set to zero? And how do you
//exercise:hint 1 draw that?
//exercise:hint 2 A uniform number from [0, 1) is less than p with probability p. Draw one per
//exercise:hint 2 element.
//exercise:hint 3 Make a matrix with the factor of each element, and keep it for the backward pass.
//exercise:hint 3 A sum over a share 1 - p of the elements is too small by this factor.
func TestDropoutInTraining(t *testing.T) {
	defer check.Recover(t)
	const n, m, p = 100, 60, 0.2
	rng := check.Rand(t)
	seed, X := rng.Uint64(), positive(rng, n, m)
	dropout := func(seed uint64) *regularization.Dropout {
		return &regularization.Dropout{Rate: p, Rng: rand.New(rand.NewPCG(seed, 1))}
	}
	call := func(calls string) *check.Case {
		return check.Call(t, calls, "X", "100 rows of 60 random numbers", "p", p)
	}
	const once, twice = "ForwardPropagation(X, true)", "ForwardPropagation(X, true), twice"
	l := dropout(seed)
	Y := l.ForwardPropagation(X, true)
	if !sameShape(Y, X) {
		call(once).Want("Y", Y, X)
		return
	}
	zeros := share(Y)
	rows, cols := sameRows(kept(Y)), sameRows(kept(Y).T())
	// The standard deviation of the share is √(p·(1-p)/6000) = 0.005.
	call(once).
		MistakeIf("nothing is dropped", slideDropout,
			near(Y, X) || near(Y, X.ScaledBy(1/(1-p)))).
		MistakeIf("all examples lose the same elements, because there is one selection for the whole batch",
			slideDropout, rows && !cols).
		MistakeIf("whole examples are dropped", slideDropout, cols && !rows).
		MistakeIf("about 1 - p of the elements are dropped, and p of them remain", slideDropout,
			math.Abs(zeros-(1-p)) < 0.04).
		True("a share of about p of the elements is 0, different ones in each row and column; got shows the share",
			zeros, math.Abs(zeros-p) < 0.04 && !rows && !cols)
	if t.Failed() {
		return
	}
	call(twice).
		MistakeIf("the second call drops the same elements as the first",
			slideDropout, true).
		True("different elements are 0 after each call", nil,
			!slices.Equal(kept(Y).Data, kept(l.ForwardPropagation(X, true)).Data))
	if t.Failed() {
		return
	}
	call("ForwardPropagation(X, true), with a generator that has a different seed").
		MistakeIf("the selection does not depend on Rng", slideDropout, true).
		True("different elements are 0", nil,
			!slices.Equal(kept(Y).Data, kept(dropout(seed+1).ForwardPropagation(X, true)).Data))

	call("ForwardPropagation(X, true), with a generator that has the same seed").
		MistakeIf("the selection does not depend on Rng alone", slideDropout, true).
		True("the same elements are 0", nil,
			slices.Equal(kept(Y).Data, kept(dropout(seed).ForwardPropagation(X, true)).Data))

	shares, counted := map[float64]bool{}, dropout(seed)
	for range 8 {
		shares[share(counted.ForwardPropagation(X, true))] = true
	}
	call("ForwardPropagation(X, true), eight times").
		MistakeIf("every call drops the same number of elements, so they are not dropped independently",
			slideDropout, true).
		True("the number of elements that are 0 varies", nil, len(shares) > 1)
	if t.Failed() {
		return
	}
	sameRow, sameColumn := sameRows(kept(Y).T().SumAxis0().T()), sameRows(kept(Y).SumAxis0().T())
	call(once).
		MistakeIf("all rows, or all columns, lose the same number of elements, so they are not dropped independently",
			slideDropout, true).
		True("the number of elements that are 0 varies from row to row and from column to column", nil,
			!sameRow && !sameColumn)
	if t.Failed() {
		return
	}

	// With 48 elements p cannot be exactly the share that is dropped, and some are practically always dropped.
	X = positive(rng, 6, 8)
	small := func(what string) *check.Case { return check.Call(t, what, "X", X, "p", p) }
	unchanged := small(once)
	Y = dropout(seed).ForwardPropagation(X, true)
	unchanged.Unchanged(slideDropout)
	if t.Failed() {
		return
	}
	stayed := X.Multiply(kept(Y))
	small(once).
		Mistake("the remaining elements are not divided by 1 - p", slideDropout, stayed).
		Mistake("the remaining elements are divided by p", slideDropout, stayed.ScaledBy(1/p)).
		Mistake("the remaining elements are multiplied by 1 - p, not divided", slideDropout, stayed.ScaledBy(1-p)).
		Mistake(ofThisCall, slideDropout, stayed.ScaledBy(1/(1-share(Y)))).
		Mistake("the remaining elements become 1/(1 - p), not x/(1 - p)", slideDropout,
			kept(Y).ScaledBy(1/(1-p))).
		Want("Y, given which elements are 0", Y, stayed.ScaledBy(1/(1-p)))
}

// ofThisCall is a mistake that is small for large matrices.
const ofThisCall = "the remaining elements are divided by the share that remained in this call, not by 1 - p"

// sameRows reports whether all rows of m are the same.
func sameRows(m *given.Matrix) bool {
	for i := range m.Rows {
		if !slices.Equal(m.Row(i), m.Row(0)) {
			return false
		}
	}
	return true
}

// Dropout in prediction.
//
//exercise:points 1
//exercise:hint 1 Should the prediction for an example differ each time?
//exercise:hint 2 Training divides by 1 - p so that the prediction needs no correction.
//exercise:hint 3 The last sentence above ForwardPropagation contains the answer.
func TestDropoutInPrediction(t *testing.T) {
	defer check.Recover(t)
	const p = 0.4
	rng := check.Rand(t)
	X := positive(rng, 3, 5)
	c := check.Call(t, "ForwardPropagation(X, false)", "X", X, "p", p)
	Y := (&regularization.Dropout{Rate: p, Rng: rng}).ForwardPropagation(X.Clone(), false)
	dropped := false
	if sameShape(Y, X) && share(Y) > 0 && share(Y) < 1 {
		stayed := X.Multiply(kept(Y))
		dropped = near(Y, stayed) || near(Y, stayed.ScaledBy(1/(1-p)))
	}
	c.MistakeIf("elements are dropped in prediction, too", slideDropout, dropped).
		Mistake("the prediction is multiplied by 1 - p, although training has already compensated for it",
			slideDropout, X.ScaledBy(1-p)).
		Mistake("the prediction is divided by 1 - p, although nothing was dropped", slideDropout,
			X.ScaledBy(1/(1-p))).
		Want("Y", Y, X)
	mustDrop(t, p)
}

// mustDrop checks that training drops the right share, because a function that drops nothing, or
// everything, passes the other dropout tests too easily.
func mustDrop(t *testing.T, p float64) {
	t.Helper()
	X := positive(check.Rand(t), 2, 999) // p cannot be exactly the share that is dropped
	l := &regularization.Dropout{Rate: p, Rng: check.Rand(t)}
	Y := l.ForwardPropagation(X.Clone(), true)
	call := check.Call(t, "ForwardPropagation(X, true)", "X", "2 rows of 999 elements", "p", p)
	if !sameShape(Y, X) {
		call.Want("Y", Y, X)
		return
	}
	// The standard deviation of the share is at most √(1/4/2000) = 0.011.
	call.True("a share of about p of the elements is 0; got is the share", share(Y),
		share(Y) > 0 && math.Abs(share(Y)-p) < 0.06)
	stayed := X.Multiply(kept(Y))
	call.Mistake(ofThisCall, slideDropout, stayed.ScaledBy(1/(1-share(Y)))).
		Mistake("the remaining elements are not divided by 1 - p", slideDropout, stayed).
		Mistake("the remaining elements are multiplied by 1 - p, not divided", slideDropout, stayed.ScaledBy(1-p)).
		Mistake("the remaining elements are divided by p", slideDropout, stayed.ScaledBy(1/p)).
		Want("Y, given which elements are 0", Y, stayed.ScaledBy(1/(1-p)))
}

// The input error of dropout.
//
//exercise:points 3
//exercise:hint 1 Write y_ij as a function of x_ij for an element that was kept. How large is its
//exercise:hint 1 derivative?
//exercise:hint 2 The derivative contains every factor of x_ij in ForwardPropagation: the same
//exercise:hint 2 selection, and the same scale.
//exercise:hint 3 Let Mask hold the whole factor of each element, not only whether it was kept. Then
//exercise:hint 3 one line is enough.
func TestDropoutBackward(t *testing.T) {
	defer check.Recover(t)
	const p = 0.4
	if mustDrop(t, p); t.Failed() {
		return
	}
	rng := check.Rand(t)
	X, dY := positive(rng, 3, 4), positive(rng, 3, 4)
	l := &regularization.Dropout{Rate: p, Rng: rng}
	for again := range 3 {
		Y := l.ForwardPropagation(X.Clone(), true)
		if !sameShape(Y, X) {
			check.Call(t, "ForwardPropagation(X, true)", "X", X).Want("Y", Y, X)
			return
		}
		M := kept(Y)
		check.Call(t, "ForwardPropagation(X, true)", "X", X, "p", p).
			Mistake("the remaining elements are not divided by 1 - p", slideDropout, X.Multiply(M)).
			Mistake("the remaining elements are multiplied by 1 - p, not divided", slideDropout,
				X.Multiply(M).ScaledBy(1-p)).
			Want("Y, given which elements are 0", Y, X.Multiply(M).ScaledBy(1/(1-p)))
		if t.Failed() {
			return
		}
		what := "BackwardPropagation(dY)"
		if again > 0 {
			what += ", after a second ForwardPropagation"
		}
		c := check.Call(t, what, "Y", Y, "dY", dY, "p", p).
			Mistake("dX is multiplied by the mask alone, without the factor 1/(1 - p)",
				slideDropout, dY.Multiply(M)).
			Mistake("dX is not multiplied by the mask, so dropped elements receive errors",
				slideDropout, dY).
			Mistake("dX has only the factor 1/(1 - p), so dropped elements receive errors",
				slideDropout, dY.ScaledBy(1/(1-p))).
			Mistake("dX is multiplied by the output, not by the mask", slideDropout, dY.Multiply(Y)).
			Mistake("dX is multiplied by 1 - p, not divided", slideDropout, dY.Multiply(M).ScaledBy(1-p)).
			Mistake("dX is the mask alone: the output error is left out", slideDropout, M.ScaledBy(1/(1-p))).
			Mistake("dX contains the factor of the forward pass twice", slideDropout, dY.Multiply(M).
				ScaledBy(1/(1-p)/(1-p)))
		dX := l.BackwardPropagation(dY.Clone())
		if sameShape(dX, dY) && !slices.Equal(kept(dX).Data, M.Data) {
			draws := false // a second backward pass has another selection
			for range 8 {
				second := l.BackwardPropagation(dY.Clone())
				draws = draws || sameShape(second, dX) && !slices.Equal(kept(dX).Data, kept(second).Data)
			}
			c.MistakeIf("the backward pass draws a new selection, not the one of the forward pass",
				slideDropout, draws)
		}
		c.Want("dX", dX, dY.Multiply(M).ScaledBy(1/(1-p)))
		if t.Failed() {
			return
		}
	}

	// After a ReLU many x are 0. The standard deviation of the share is √(p·(1-p)/400) = 0.024.
	X, dY = given.NewMatrix(20, 20), positive(rng, 20, 20)
	l.ForwardPropagation(X, true)
	dX := l.BackwardPropagation(dY)
	if !sameShape(dX, dY) {
		check.Call(t, "BackwardPropagation(dY)").Want("dX", dX, dY)
		return
	}
	check.Call(t, "BackwardPropagation(dY)", "X", "20 rows of 20 zeros", "p", p).
		MistakeIf("an x that is 0 itself is treated as dropped", slideDropout,
			share(dX) == 1).
		True("a share of about p of dX is 0; got shows the share", share(dX), math.Abs(share(dX)-p) < 0.15)
}

// Dropout against finite differences, with the same selection in every call.
//
//exercise:points 1
//exercise:hint 1 Look at the ratio of got to want: is it the same everywhere?
//exercise:hint 2 If it is 1 - p, a factor is missing. If the zeros are in other places, the mask is
//exercise:hint 2 a different one.
//exercise:hint 3 The mask is drawn in ForwardPropagation, and only read in BackwardPropagation.
func TestDropoutSlopes(t *testing.T) {
	defer check.Recover(t)
	const p = 0.3
	rng := check.Rand(t)
	seed := rng.Uint64()
	X, dY := check.Random(rng, 4, 5), check.Random(rng, 4, 5)
	dropout := func() *regularization.Dropout {
		return &regularization.Dropout{Rate: p, Rng: rand.New(rand.NewPCG(seed, 1))}
	}
	l := dropout()
	c := check.Call(t, "BackwardPropagation(dY)", "X", X, "dY", dY, "p", p).
		Within(check.SlopeTolerance)
	l.ForwardPropagation(X.Clone(), true)
	dX := l.BackwardPropagation(dY)
	c.Unchanged(slideDropout)
	c.Want("dX", dX, check.Slopes(X, func() float64 {
		return check.SumOfProducts(dropout().
			ForwardPropagation(X, true), dY)
	}))

	mustDrop(t, p)
	mustDrop(t, 0.99) // 1/(1 - p) is large, so a number that is added to 1 - p counts
	X = positive(rng, 1, 5)
	none := &regularization.Dropout{Rate: 0, Rng: rng}
	check.Call(t, "ForwardPropagation(X, true)", "X", X, "p", 0.0).
		Want("Y", none.ForwardPropagation(X.Clone(), true), X)
	withoutDropout(t, none)

	l = dropout()
	l.ForwardPropagation(X.Clone(), true)
	l.Rate = 0
	withoutDropout(t, l)
}

// withoutDropout passes a batch through a layer with rate 0, and an error back.
func withoutDropout(t *testing.T, l *regularization.Dropout) {
	t.Helper()
	X, dY := positive(l.Rng, 1, 5), positive(l.Rng, 1, 5)
	l.ForwardPropagation(X, true)
	check.Call(t, "BackwardPropagation(dY), after ForwardPropagation(X, true)", "X", X, "dY", dY, "p", 0.0).
		Want("dX", l.BackwardPropagation(dY.Clone()), dY)
}
