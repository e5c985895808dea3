package dense_test

import (
	"testing"

	dense "exercises/03-dense-backward"
	"exercises/check"
	"exercises/given"
)

// table is a layer worked by hand.
type table struct {
	name                 string
	X, W, dY, dX, dW, dB *given.Matrix
}

// tables makes new tables for each test, so that a call that changes them affects no other test.
func tables() []table {
	m := given.MatrixOf
	return []table{{
		name: "two examples",
		X:    m([]float64{1, 2, 3}, []float64{4, 5, 6}),
		W:    m([]float64{1, -1}, []float64{2, 0}, []float64{3, 1}),
		dY:   m([]float64{1, 2}, []float64{-1, 3}),
		dX:   m([]float64{-1, 2, 5}, []float64{-4, -2, 0}),
		dW:   m([]float64{-3, 14}, []float64{-3, 19}, []float64{-3, 24}),
		dB:   m([]float64{0, 5}),
	}, {
		name: "square W",
		X:    m([]float64{1, 2}, []float64{0, 1}, []float64{3, 0}),
		W:    m([]float64{1, 2}, []float64{3, 4}),
		dY:   m([]float64{1, 0}, []float64{0, 1}, []float64{2, -1}),
		dX:   m([]float64{1, 3}, []float64{2, 4}, []float64{0, 2}),
		dW:   m([]float64{7, -3}, []float64{2, 1}),
		dB:   m([]float64{3, 0}),
	}}
}

// randomTable has a square W. Each element is a sum of products, as on the slide.
func randomTable(t *testing.T) table {
	rng := check.Rand(t)
	X, W, dY := check.Random(rng, 3, 2), check.Random(rng, 2, 2), check.Random(rng, 3, 2)
	tt := table{"random numbers", X, W, dY, given.NewMatrix(3, 2), given.NewMatrix(2, 2), given.NewMatrix(1, 2)}
	for r := range 3 {
		for j, dy := range dY.Row(r) {
			tt.dB.Data[j] += dy
			for i, x := range X.Row(r) {
				tt.dW.Row(i)[j] += x * dy
				tt.dX.Row(r)[i] += dy * W.At(i, j)
			}
		}
	}
	return tt
}

func layer(X, W *given.Matrix) *dense.DenseLayer {
	return &dense.DenseLayer{Input: X, Weights: W, Biases: given.NewMatrix(1, W.Cols)}
}

func call(t *testing.T, X, W, dY *given.Matrix) *check.Case {
	return check.Call(t, "BackwardPropagation(dY)", "X", X, "W", W, "dY", dY)
}

// last returns the last row of m.
func last(m *given.Matrix) *given.Matrix { return given.MatrixOf(m.Row(m.Rows - 1)) }

// STEP 1, by hand.
//
//exercise:points 2
//exercise:hint 1 Along which paths does one x_ri reach the error? Draw them for two outputs.
//exercise:hint 2 dX_ri is a sum over the outputs j. Which index of W runs, and which stays?
//exercise:hint 3 (n, out) and (in, out) must give a product of shape (n, in): one factor must be
//exercise:hint 3 transposed.
func TestInputError(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range append(tables(), randomTable(t)) {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			const slide = "Backward propagation, STEP 1"
			c := call(t, tt.X, tt.W, tt.dY).
				Mistake("each product overwrites the sum so far, so only the last output counts",
					slide, last(tt.dY.T()).T().Dot(last(tt.W.T())))
			untransposed := check.Panics
			if tt.W.Rows == tt.W.Cols {
				untransposed = tt.dY.Dot(tt.W)
			}
			c.Mistake("dX is dY·W without the transpose", slide, untransposed).
				Mistake("dX is divided by n, which the loss has already done", slide,
					tt.dX.ScaledBy(1/float64(tt.X.Rows))).
				Mistake("dX is a mean over the outputs, not a sum", slide, tt.dX.ScaledBy(1/float64(tt.W.Cols))).
				Mistake("every gradient has the opposite sign", slide, tt.dX.ScaledBy(-1)).
				Mistake("the last output is left out of the sum", slide,
					tt.dX.Subtract(last(tt.dY.T()).T().Dot(last(tt.W.T())))).
				Mistake("W is reshaped, not transposed: its numbers keep their order", slide,
					tt.dY.Dot(&given.Matrix{Rows: tt.W.Cols, Cols: tt.W.Rows, Data: tt.W.Data}))
			c.Want("dX", layer(tt.X, tt.W).BackwardPropagation(tt.dY.Clone()), tt.dX)
		})
	}
}

// STEP 2, by hand.
//
//exercise:points 2
//exercise:hint 1 Which elements of Y does one w_ij reach? It is used once for each example.
//exercise:hint 2 dW_ij is a sum over the examples r. Which factor multiplies dY_rj in it?
//exercise:hint 3 (n, in) and (n, out) must give a product of shape (in, out), the shape of W.
func TestWeightsError(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range append(tables(), randomTable(t)) {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			const slide = "Backward propagation, STEP 2"
			l := layer(tt.X, tt.W)
			c := call(t, tt.X, tt.W, tt.dY).
				Mistake("dW is the mean over the batch: it is divided by n a second time", slide,
					tt.dW.ScaledBy(1/float64(tt.X.Rows))).
				Mistake("dW is transposed: (out, in) instead of (in, out)", slide,
					tt.dW.T()).
				Mistake("dW includes only the last example, because each product overwrites the sum so far",
					slide, last(tt.X).T().Dot(last(tt.dY))).
				Mistake("every gradient has the opposite sign", slide, tt.dW.ScaledBy(-1)).
				Mistake("the last example is left out of the sums", slide,
					tt.dW.Subtract(last(tt.X).T().Dot(last(tt.dY)))).
				Mistake("dW includes only the first example", slide,
					given.MatrixOf(tt.X.Row(0)).T().Dot(given.MatrixOf(tt.dY.Row(0)))).
				Mistake("dW lacks the factor X: each of its rows is dB", slide,
					tt.dW.ScaledBy(0).AddToRows(tt.dB)).
				Mistake(sumsFirst, slide, tt.X.SumAxis0().T().Dot(tt.dB)).
				Mistake(sumsFirst, slide, tt.X.SumAxis0().T().Dot(tt.dB).ScaledBy(1/float64(tt.X.Rows)))
			l.BackwardPropagation(tt.dY.Clone())
			c.Want("dW", l.WeightsError, tt.dW)
		})
	}
}

const sumsFirst = "the batch is added up or averaged before the product, not after it"

// STEP 3, by hand.
//
//exercise:points 1
//exercise:hint 1 The slide's dE/dB = dE/dY holds for one example. What are the shapes of B and dY?
//exercise:hint 2 b_j is added to y_rj of every example r, with the factor 1.
//exercise:hint 3 Look through given.Matrix for a method that turns (n, out) into (1, out).
func TestBiasesError(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range append(tables(), randomTable(t), wideTable(t)) {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			const slide = "Backward propagation, STEP 3"
			l := layer(tt.X, tt.W)
			c := call(t, tt.X, tt.W, tt.dY).
				Mistake("dB has one row per example, although all examples share B",
					slide, tt.dY).
				Mistake("dB is the mean over the batch: it is divided by n a second time", slide,
					tt.dB.ScaledBy(1/float64(tt.X.Rows))).
				Mistake("dB includes only the last example", slide, last(tt.dY)).
				Mistake("dB is summed over the outputs, not over the examples", slide, tt.dY.T().SumAxis0()).
				Mistake("dB includes only the first example", slide, given.MatrixOf(tt.dY.Row(0))).
				Mistake("every gradient has the opposite sign", slide, tt.dB.ScaledBy(-1)).
				Mistake("the last example is left out of the sums", slide, tt.dB.Subtract(last(tt.dY))).
				Mistake("dB is a column: (out, 1) instead of (1, out)", slide, tt.dB.T()).
				Mistake("dB is one sum over the whole batch, the same for every unit", slide,
					tt.dB.Apply(func(float64) float64 { return tt.dB.T().SumAxis0().Data[0] })).
				Mistake("the column of an element in Data is its index modulo the number of rows", slide,
					byFlatIndex(tt.dY, func(k int) int { return k % tt.dY.Rows })).
				Mistake("the column of an element in Data is its index divided by the number of rows", slide,
					byFlatIndex(tt.dY, func(k int) int { return k / tt.dY.Rows }))
			l.BackwardPropagation(tt.dY.Clone())
			c.Want("dB", l.BiasesError, tt.dB)
		})
	}
}

// byFlatIndex adds element k of m.Data to the column of this index.
func byFlatIndex(m *given.Matrix, column func(k int) int) any {
	sums := given.NewMatrix(1, m.Cols)
	for k, v := range m.Data {
		if column(k) >= m.Cols {
			return check.Panics
		}
		sums.Data[column(k)] += v
	}
	return sums
}

// wideTable has more outputs than examples.
func wideTable(t *testing.T) table {
	rng := check.Rand(t)
	dY := check.Random(rng, 2, 3)
	return table{name: "more outputs than examples", X: check.Random(rng, 2, 1), W: check.Random(rng, 1, 3),
		dY: dY, dB: given.MatrixOf([]float64{1, 1}).Dot(dY)}
}

// All three steps against finite differences of the forward pass.
//
//exercise:points 2
//exercise:hint 1 The matrices are small: work out one element on paper, as a sum.
//exercise:hint 2 The forward pass is Y = XW + B. Move one element of X a little: which y move?
//exercise:hint 3 If the tests by hand pass, is your code right only for their sizes?
func TestFiniteDifferences(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	differences(t, check.Random(rng, 4, 3), check.Random(rng, 3, 2), check.Random(rng, 4, 2))
}

// differences compares the backward pass with the slopes of E = Σ dY ⊙ (XW + B), for which ∂E/∂Y =
// dY.
func differences(t *testing.T, X, W, dY *given.Matrix) {
	t.Helper()
	l := layer(X.Clone(), W.Clone())
	E := func() float64 { return check.SumOfProducts(X.Dot(W).AddToRows(l.Biases), dY) }
	c := call(t, X, W, dY).Within(check.SlopeTolerance)
	c.Want("dX", l.BackwardPropagation(dY.Clone()), check.Slopes(X, E))
	c.Want("dW", l.WeightsError, check.Slopes(W, E))
	c.Want("dB", l.BiasesError, check.Slopes(l.Biases, E))
}

// The arguments stay unchanged, and a second call does not depend on the first.
//
//exercise:points 1
//exercise:hint 1 Read the conventions above the function again.
//exercise:hint 2 Which assignment writes into an argument, or adds to an old result?
//exercise:hint 3 The operations of given.Matrix return new matrices; Row and Data give access to
//exercise:hint 3 the existing memory.
func TestContract(t *testing.T) {
	defer check.Recover(t)
	tt := tables()[0]
	const slide = "Backward propagation, STEP 4"
	l := layer(tt.X, tt.W)
	c := check.Call(t, "BackwardPropagation(dY)", "X", tt.X, "dY", tt.dY)
	before := tt.W.Clone()
	l.BackwardPropagation(tt.dY)
	c.Unchanged(slide)
	w := check.Call(t, "BackwardPropagation(dY)")
	if W := l.Weights; W != nil && len(W.Data) == len(before.Data) { // with any learning rate
		α := (before.Data[0] - W.Data[0]) / tt.dW.Data[0]
		w.Mistake("the backward pass already performs STEP 4: it changes the weights", slide,
			before.Subtract(tt.dW.ScaledBy(α)))
	}
	if w.Want("W after the call", l.Weights, before); t.Failed() {
		return
	}

	again := call(t, tt.X, before, tt.dY).
		Mistake("the gradients accumulate from call to call", slide, tt.dW.ScaledBy(2)).
		Mistake("dW alone is added up from call to call", slide, tt.dW.ScaledBy(2))
	l = layer(tt.X, before)
	l.BackwardPropagation(tt.dY)
	dX := l.BackwardPropagation(tt.dY)
	again.Want("dW after the second call", l.WeightsError, tt.dW)
	call(t, tt.X, before, tt.dY).
		Mistake("the gradients accumulate from call to call", slide, tt.dB.ScaledBy(2)).
		Mistake("dB alone is added up from call to call", slide, tt.dB.ScaledBy(2)).
		Want("dB after the second call", l.BiasesError, tt.dB)
	call(t, tt.X, before, tt.dY).Want("dX of the second call", dX, tt.dX)

	rng := check.Rand(t)
	one, next := check.Random(rng, 1, 4), check.Random(rng, 1, 4)
	before, l = one.Clone(), layer(check.Random(rng, 1, 3), check.Random(rng, 3, 4))
	l.BackwardPropagation(one)
	copy(one.Data, next.Data)
	check.Call(t, "BackwardPropagation(dY)", "dY", before, "dY of the next batch", next).
		Mistake("dB is the caller's dY itself, so it changes with the next batch", slide, next).
		Want("dB, when dY has its next numbers", l.BiasesError, before)
	if t.Failed() {
		return
	}
	X, W := check.Random(rng, 2, 3), check.Random(rng, 3, 4)
	dY, later := check.Random(rng, 2, 4), check.Random(rng, 2, 4)
	l = layer(X, W)
	first := l.BackwardPropagation(dY.Clone())
	l.BackwardPropagation(later.Clone())
	check.Call(t, "BackwardPropagation(dY)", "W", W, "dY", later, "dY of the first call", dY).
		Mistake("each call writes into the matrix that the previous call returned",
			"Backward propagation, STEP 1", later.Dot(W.T())).
		Want("dX of the first call, after the second call", first, dY.Dot(W.T()))
	differences(t, X, W, dY)
}
