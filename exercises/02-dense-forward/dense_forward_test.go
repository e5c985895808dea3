package dense_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	dense "exercises/02-dense-forward"
	"exercises/check"
	"exercises/given"
)

const (
	slideForward = "Forward propagation"
	slideLayer   = "Python implementation - Dense Layer"
)

// table is a forward pass worked by hand, with the results of known mistakes.
type table struct {
	name                      string
	X, W, B, Y                *given.Matrix
	transposed, swapped       *given.Matrix
	biasByRow, biasInFirstRow *given.Matrix
	cutBefore, cutAfter       *given.Matrix // nothing below 0 in XW, or in Y
}

// tables makes new tables for each test, so that a call that changes them affects no other test.
func tables() []table {
	m := given.MatrixOf
	return []table{{
		// 1·1+2·2 = 5    1·0+2·(-1) = -2   1·(-2)+2·1 = 0    plus B: 6, -3, 2
		// 0·1-1·2 = -2   0·0-1·(-1) = 1    0·(-2)-1·1 = -1   plus B: -1, 0, 1
		// 3·1+1·2 = 5    3·0+1·(-1) = -1   3·(-2)+1·1 = -5   plus B: 6, -2, -3
		name: "three examples",
		X:    m([]float64{1, 2}, []float64{0, -1}, []float64{3, 1}),
		W:    m([]float64{1, 0, -2}, []float64{2, -1, 1}),
		B:    m([]float64{1, -1, 2}),
		Y:    m([]float64{6, -3, 2}, []float64{-1, 0, 1}, []float64{6, -2, -3}),

		biasByRow:      m([]float64{6, -1, 1}, []float64{-3, 0, -2}, []float64{7, 1, -3}),
		biasInFirstRow: m([]float64{6, -3, 2}, []float64{-2, 1, -1}, []float64{5, -1, -5}),
		cutBefore:      m([]float64{6, -1, 2}, []float64{1, 0, 2}, []float64{6, -1, 2}),
		cutAfter:       m([]float64{6, 0, 2}, []float64{0, 0, 1}, []float64{6, 0, 0}),
	}, {
		// 1·1+0·3 = 1   1·2+0·4 = 2   plus B: 11, 22
		// 2·1+1·3 = 5   2·2+1·4 = 8   plus B: 15, 28
		name: "square W",
		X:    m([]float64{1, 0}, []float64{2, 1}),
		W:    m([]float64{1, 2}, []float64{3, 4}),
		B:    m([]float64{10, 20}),
		Y:    m([]float64{11, 22}, []float64{15, 28}),

		transposed:     m([]float64{11, 23}, []float64{14, 30}), // XWᵀ = 1 3, 4 10
		swapped:        m([]float64{15, 22}, []float64{21, 24}), // WX = 5 2, 11 4
		biasByRow:      m([]float64{11, 12}, []float64{25, 28}),
		biasInFirstRow: m([]float64{11, 22}, []float64{5, 8}),
	}, {
		// 1·1+2·0+3·(-1) = -2, plus B: 2
		name: "one example and one unit",
		X:    m([]float64{1, 2, 3}),
		W:    m([]float64{1}, []float64{0}, []float64{-1}),
		B:    m([]float64{4}),
		Y:    m([]float64{2}),
	}}
}

// randomTable has only square matrices, so that the shapes of the known mistakes fit.
func randomTable(rng *rand.Rand) table {
	const n = 3
	X, W, B := check.Random(rng, n, n), check.Random(rng, n, n), check.Random(rng, 1, n)
	X.Set(1, 1, 0)
	positive := func(x float64) float64 { return max(0, x) }
	one := given.NewMatrix(n, n)
	copy(one.Row(0), B.Data)
	XW := formula(X, W, given.NewMatrix(1, n))
	return table{
		name: "random numbers",
		X:    X, W: W, B: B, Y: formula(X, W, B),

		transposed:     formula(X, W.T(), B),
		swapped:        formula(W, X, B),
		biasByRow:      XW.T().AddToRows(B).T(),
		biasInFirstRow: XW.Add(one),
		cutBefore:      XW.Apply(positive).AddToRows(B),
		cutAfter:       formula(X, W, B).Apply(positive),
	}
}

func layer(W, B *given.Matrix) *dense.DenseLayer {
	return &dense.DenseLayer{InputShape: W.Rows, NUnits: W.Cols, Weights: W, Biases: B}
}

// The output, by hand.
//
//exercise:points 3
//exercise:hint 1 Write the formula down for one example and one unit. Which row and which column
//exercise:hint 1 does it use?
//exercise:hint 2 A sum of products of a row and a column is an element of a matrix product.
//exercise:hint 3 (n, in) times (in, out) gives (n, out). Then look for the method that adds one row
//exercise:hint 3 to all rows.
func TestForwardPropagation(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range append(tables(), randomTable(check.Rand(t))) {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			withoutB := tt.Y.AddToRows(tt.B.ScaledBy(-1))
			c := check.Call(t, "ForwardPropagation(X)", "X", tt.X, "W", tt.W, "B", tt.B).
				Mistake("the biases are left out", slideForward, withoutB).
				Mistake("the bias is added to each product, not once to the sum", slideForward,
					withoutB.AddToRows(tt.B.ScaledBy(float64(tt.X.Cols)))).
				Mistake("the biases are subtracted, not added", slideForward, withoutB.AddToRows(tt.B.ScaledBy(-1))).
				Mistake("the sum is divided by the number of inputs", slideForward,
					withoutB.ScaledBy(1/float64(tt.X.Cols)).AddToRows(tt.B)).
				Mistake("the biases are added to the weights, before the product", slideForward,
					tt.X.Dot(tt.W.AddToRows(tt.B))).
				Mistake("the last input is left out of the sum", slideForward,
					tt.Y.Subtract(lastProduct(tt.X, tt.W))).
				Mistake("the sum ends at an input of 0, so the inputs after it are left out", slideForward,
					formula(upToZero(tt.X), tt.W, tt.B)).
				Mistake("each product overwrites the sum so far, so only the last input counts",
					slideForward, lastProduct(tt.X, tt.W).AddToRows(tt.B))
			if tt.cutAfter != nil {
				c.Mistake("the dense layer applies an activation function, which is a separate layer",
					slideForward, tt.cutAfter).
					Mistake("the dense layer applies an activation function, which is a separate layer",
						slideForward, tt.cutBefore)
			}
			if tt.biasByRow != nil {
				c.Mistake("the biases are added by row: one per example instead of one per unit",
					slideForward, tt.biasByRow).
					Mistake("the biases are added only to the first example", slideForward, tt.biasInFirstRow)
			}
			transposed, swapped := check.Panics, check.Panics
			if tt.transposed != nil {
				transposed, swapped = tt.transposed, tt.swapped
			}
			c.Mistake("the weights are transposed, although w_ij connects input i to unit j", slideForward, transposed).
				Mistake("the factors are swapped: WX instead of XW", slideForward, swapped)
			c.Want("Y", layer(tt.W.Clone(), tt.B.Clone()).ForwardPropagation(tt.X.Clone()), tt.Y)
		})
	}
}

// upToZero returns X with zeros after the first 0 of each row.
func upToZero(X *given.Matrix) *given.Matrix {
	X = X.Clone()
	for r := range X.Rows {
		if k := slices.Index(X.Row(r), 0); k >= 0 {
			clear(X.Row(r)[k:])
		}
	}
	return X
}

// lastProduct returns X·W computed only from the last column of X and the last row of W.
func lastProduct(X, W *given.Matrix) *given.Matrix {
	x, w := given.MatrixOf(X.T().Row(X.Cols-1)).T(), given.MatrixOf(W.Row(W.Rows-1))
	return x.Dot(w)
}

// A random layer, against the slide's formula for y_j.
//
//exercise:points 1
//exercise:hint 1 The matrices are small: work out one element on paper, as a sum.
//exercise:hint 2 Which row of X, which column of W and which bias does that element need?
//exercise:hint 3 If the tests by hand pass, is your code right only for their sizes?
func TestRandomLayer(t *testing.T) {
	defer check.Recover(t)
	random(t, 3, 4, 2)
}

// random compares a layer of random numbers with y_j = b_j + Σ_i x_i·w_ij.
func random(t *testing.T, n, in, out int) {
	t.Helper()
	rng := check.Rand(t)
	X, W, B := check.Random(rng, n, in), check.Random(rng, in, out), check.Random(rng, 1, out)
	check.Call(t, "ForwardPropagation(X)", "X", X, "W", W, "B", B).
		Want("Y", layer(W.Clone(), B.Clone()).ForwardPropagation(X.Clone()), formula(X, W, B))
}

// formula returns the y_j for every row of X.
func formula(X, W, B *given.Matrix) *given.Matrix {
	Y := given.NewMatrix(X.Rows, W.Cols)
	for r := range X.Rows {
		for j := range W.Cols {
			x, w := given.MatrixOf(X.Row(r)), given.MatrixOf(W.T().Row(j))
			Y.Set(r, j, B.At(0, j)+check.SumOfProducts(x, w))
		}
	}
	return Y
}

// The first weights and biases.
//
//exercise:points 3
//exercise:hint 1 What can a unit learn if it starts with the same weights as its neighbour?
//exercise:hint 2 From [0, 1) to [-a, a): stretch the interval to the right length, then shift it.
//exercise:hint 3 2·u - 1 is uniform in [-1, 1) if u is uniform in [0, 1). How many draws does W
//exercise:hint 3 need, and from which rng?
func TestInitialize(t *testing.T) {
	defer check.Recover(t)
	seed := check.Rand(t).Uint64()
	for _, size := range [][2]int{{4, 3}, {2, 5}, {3, 1}} {
		initialize(t, size[0], size[1], seed)
	}
}

// initialize draws the weights of one layer. Row by row, each w is -a plus a part of the interval, which is
// 2a long.
func initialize(t *testing.T, in, out int, seed uint64) {
	t.Helper()
	a := math.Sqrt(6.0 / float64(in+out))
	drawn := func(rows, cols int, f func(rng *rand.Rand) float64) *given.Matrix {
		rng := rand.New(rand.NewPCG(seed, 1))
		return given.NewMatrix(rows, cols).Apply(func(float64) float64 { return f(rng) })
	}
	uniform := func(rng *rand.Rand) float64 { return -a + 2*a*rng.Float64() }
	want := drawn(in, out, uniform)
	perInput := given.NewMatrix(in, out)
	for i, w := range drawn(in, 1, uniform).Data {
		for j := range out {
			perInput.Set(i, j, w)
		}
	}
	W, B := initialized(in, out, seed)
	c := check.Call(t, "Initialize(rng)", "InputShape", in, "NUnits", out, "a", a,
		"-a + 2·a·rng.Float64(), in this order", want).
		Mistake("W has the transposed shape: (out, in) instead of (in, out)",
			slideLayer, drawn(out, in, uniform)).
		Mistake("the weights are drawn column by column, not row by row", slideLayer,
			drawn(out, in, uniform).T()).
		Mistake("all units start with the same weights, so they stay equal", slideLayer, perInput).
		Mistake("no weight is negative: only half of the interval is used", slideLayer,
			drawn(in, out, func(rng *rand.Rand) float64 { return a * rng.Float64() })).
		Mistake("the weights are normally distributed, not uniform", slideLayer,
			drawn(in, out, func(rng *rand.Rand) float64 { return a * rng.NormFloat64() })).
		Mistake("6/(in+out) is a quotient of ints, which is 0 in a large layer", slideLayer, want.ScaledBy(
			math.Sqrt(float64(6/(in+out)))/a)).
		Mistake("the limit lacks its square root", slideLayer, want.ScaledBy(a)).
		Mistake("the limit divides by the number of inputs alone", slideLayer,
			want.ScaledBy(math.Sqrt(float64(in+out)/float64(in)))).
		Mistake("the limit divides by in·out, not by in + out", slideLayer,
			want.ScaledBy(math.Sqrt(float64(in+out)/float64(in*out)))).
		Mistake("the limit is the standard deviation √(2/(in + out))", slideLayer, want.ScaledBy(1/math.Sqrt(3))).
		Mistake("the limit lacks the 6: it is √(1/(in + out))", slideLayer, want.ScaledBy(1/math.Sqrt(6))).
		Mistake("the interval is half as long: from -a/2 to a/2", slideLayer, want.ScaledBy(0.5)).
		Mistake("no weight is negative: the interval is not shifted", slideLayer,
			want.Apply(func(w float64) float64 { return w + a })).
		Mistake("the interval is not stretched: it is from -a to 1 - a", slideLayer,
			want.Apply(func(w float64) float64 { return (w+a)/(2*a) - a }))
	if W != nil && len(W.Data) == in*out {
		equal := W.Apply(func(float64) float64 { return W.Data[0] })
		c.Mistake("all weights are equal, so all units stay equal", slideLayer, equal)
		if slices.Max(W.Data) != slices.Min(W.Data) { // with another seed, and with other sizes
			other, _ := initialized(in, out, seed+1)
			c.Mistake("the weights come from a generator other than rng", slideLayer, other)
			wider, _ := initialized(in, out+1, seed)
			longer, _ := initialized(in+1, out, seed)
			if slices.Equal(wider.Data[:in*out], longer.Data[:in*out]) {
				c.Mistake("the limits do not depend on the size of the layer", slideLayer,
					&given.Matrix{Rows: in, Cols: out, Data: wider.Data[:in*out]})
			}
		}
	}
	c.Want("W", W, want)
	later := drawn(in+1, out, uniform)
	check.Call(t, "Initialize(rng)", "InputShape", in, "NUnits", out).
		Mistake("the biases are drawn at random, too", slideLayer, given.MatrixOf(later.Row(in))).
		Mistake("the biases start at 1, not at 0", slideLayer,
			given.NewMatrix(1, out).Apply(func(float64) float64 { return 1 })).
		MistakeIf("Biases is not set", slideLayer, B == nil).
		MistakeIf("there is one bias per input instead of one per unit", slideLayer,
			in != out && B != nil && len(B.Data) == in).
		MistakeIf("the biases are a column: (out, 1) instead of (1, out)", slideLayer,
			out > 1 && B != nil && B.Rows == out && B.Cols == 1 && in != out).
		Want("B", B, given.NewMatrix(1, out))
}

func initialized(in, out int, seed uint64) (W, B *given.Matrix) {
	l := &dense.DenseLayer{InputShape: in, NUnits: out}
	l.Initialize(rand.New(rand.NewPCG(seed, 1)))
	return l.Weights, l.Biases
}

// countsMatrices reports whether Parameters is right with matrices, and wrong before there are any.
func countsMatrices() bool {
	parameters := func(l *dense.DenseLayer) (count int) {
		defer func() { _ = recover() }()
		return l.Parameters()
	}
	l := &dense.DenseLayer{InputShape: 4, NUnits: 3}
	before := parameters(l)
	l.Weights, l.Biases = given.NewMatrix(4, 3), given.NewMatrix(1, 3)
	return before != 15 && parameters(l) == 15
}

// The number of parameters and the shape of the output, by hand.
//
//exercise:points 1
//exercise:hint 1 Draw a layer with three inputs and two units. How many connections are there, and
//exercise:hint 1 what else is learned?
//exercise:hint 2 Every connection has a weight, every unit has a bias.
//exercise:hint 3 W has in·out elements. How many has B?
func TestShapes(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range []struct{ in, out, parameters int }{
		{3, 2, 8}, // 3·2 weights and 2 biases
		{1, 5, 10},
		{784, 10, 7850},
	} {
		t.Run(fmt.Sprintf("%d inputs, %d units", tt.in, tt.out), func(t *testing.T) {
			defer check.Recover(t)
			l := &dense.DenseLayer{InputShape: tt.in, NUnits: tt.out}
			c := check.Call(t, "Parameters()", "InputShape", tt.in, "NUnits", tt.out)
			if countsMatrices() {
				const name = "the elements of W and B are counted, and before Initialize there are none"
				c.Mistake(name, slideLayer, 0).Mistake(name, slideLayer, tt.out).Mistake(name, slideLayer, check.Panics)
			}
			c.Mistake("the biases are not counted", slideLayer, tt.in*tt.out).
				Mistake("there is one bias per input instead of one per unit",
					slideLayer, tt.in*tt.out+tt.in).
				Mistake("the weights are counted as in + out, not as in·out", slideLayer, tt.in+tt.out+tt.out).
				Mistake("the layer is counted with one bias for all units", slideLayer, tt.in*tt.out+1).
				Mistake("the numbers of inputs and units are added", slideLayer, tt.in+tt.out).
				Want("", l.Parameters(), tt.parameters)
			check.Call(t, "OutputShape()", "InputShape", tt.in, "NUnits", tt.out).
				Mistake("OutputShape returns the shape of the input", slideLayer, tt.in).
				Want("", l.OutputShape(), tt.out)
			l.Weights, l.Biases = given.NewMatrix(tt.in, tt.out), given.NewMatrix(1, tt.out)
			l.ForwardPropagation(given.NewMatrix(7, tt.in))
			check.Call(t, "OutputShape()", "InputShape", tt.in, "NUnits", tt.out, "examples in the last batch", 7).
				Mistake("OutputShape returns the shape of the input", slideLayer, tt.in).
				Mistake("OutputShape returns the number of examples", slideLayer, 7).
				Want("", l.OutputShape(), tt.out)
		})
	}
}

// The fields that the layer sets, the arguments that it leaves unchanged, and a second call.
//
//exercise:points 2
//exercise:hint 1 Read the last paragraph above ForwardPropagation again.
//exercise:hint 2 STEP 2 of backward propagation needs the X of this call, not of an earlier one.
//exercise:hint 3 The operations of given.Matrix return new matrices; Row and Data give access to
//exercise:hint 3 the existing memory.
func TestContract(t *testing.T) {
	defer check.Recover(t)
	tt := tables()[0]
	X, W, B := tt.X.Clone(), tt.W.Clone(), tt.B.Clone()
	l := layer(W, B)
	c := check.Call(t, "ForwardPropagation(X)", "X", X, "W", W, "B", B)
	l.ForwardPropagation(X)
	c.Unchanged(slideForward)
	check.Call(t, "ForwardPropagation(X)", "X", tt.X).
		MistakeIf("Input is not set, so the backward pass has no X",
			slideForward, l.Input == nil).
		Want("Input after the call", l.Input, tt.X)
	check.Call(t, "ForwardPropagation(X)", "X", tt.X).
		MistakeIf("Output is not set", slideForward, l.Output == nil).
		Want("Output after the call", l.Output, tt.Y)

	first, second := given.MatrixOf([]float64{1, 0}), given.MatrixOf([]float64{1, 1})
	l = layer(tt.W, tt.B)
	y1 := l.ForwardPropagation(first.Clone())
	added := given.MatrixOf([]float64{6, -3, 1}) // 2 -1 0 of the first call, and 4 -2 1
	c = check.Call(t, "ForwardPropagation(X)", "X", second, "W", tt.W, "B", tt.B,
		"X of the first call", first).
		Mistake("the output is added to the output of the previous call", slideForward, added)
	if y1 != nil {
		c.Mistake("the output is still the one of the previous call", slideForward, y1)
	}
	c.Want("Y of the second call",
		l.ForwardPropagation(second.Clone()), given.MatrixOf([]float64{4, -2, 1}))
	check.Call(t, "ForwardPropagation(X)", "X", second, "X of the first call", first).
		MistakeIf("Input is not set, so the backward pass has no X",
			slideForward, l.Input == nil).
		Mistake("Input still holds the X of the previous call", slideForward, first).
		Want("Input after the second call", l.Input, second)

	third := given.MatrixOf([]float64{1, 1}, []float64{0, 1}, []float64{1, 0})
	c = check.Call(t, "ForwardPropagation(X)", "X", third, "W", tt.W, "B", tt.B,
		"X of the previous call", second)
	y3 := l.ForwardPropagation(third.Clone())
	c.MistakeIf("the output keeps the number of rows of the previous call, but this batch is larger",
		slideForward, y3 != nil && y3.Rows == 1).
		Want("Y of the third call", y3,
			given.MatrixOf([]float64{4, -2, 1}, []float64{3, -2, 3}, []float64{2, -1, 0}))
	if t.Failed() {
		return
	}
	check.Call(t, "ForwardPropagation(X)", "X", second, "X of the first call", first).
		Mistake("each call writes into the matrix that the previous call returned", slideForward,
			given.MatrixOf([]float64{4, -2, 1})).
		Want("Y of the first call, after the second call", y1, given.MatrixOf([]float64{2, -1, 0}))
	random(t, 2, 3, 4)
}
