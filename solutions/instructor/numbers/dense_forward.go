package main

import (
	"fmt"
	"slices"
	"strings"

	dense "nn/solutions/02-dense-forward"
	"nn/solutions/given"
)

func denseForward(d *drawing) {
	forward := func(X, W, B *given.Matrix) *given.Matrix {
		return (&dense.DenseLayer{Weights: W, Biases: B}).ForwardPropagation(X)
	}
	positive := func(x float64) float64 { return max(0, x) }
	// biases returns the results with the biases in the wrong rows.
	biases := func(X, W, B *given.Matrix) (byRow, first *given.Matrix) {
		XW := X.Dot(W)
		first = XW.Clone()
		copy(first.Row(0), forward(X, W, B).Row(0))
		return XW.T().AddToRows(B).T(), first
	}

	X, W, B := d.matrix("1 2; 0 -1; 3 1"), d.matrix("1 0 -2; 2 -1 1"), d.matrix("1 -1 2")
	Y := forward(X, W, B)
	byRow, first := biases(X, W, B)
	d.distinct(B.Data)
	d.text("test", "%v", byHand(X, W, Y))
	d.text("test", `		X:    m(%v),
		W:    m(%v),
		B:    m(%v),
		Y:    m(%v),

		biasByRow:      m(%v),
		biasInFirstRow: m(%v),
		cutBefore:      m(%v),
		cutAfter:       m(%v),
`, X, W, B, Y, byRow, first, X.Dot(W).Apply(positive).AddToRows(B), Y.Apply(positive))
	contractOfLayer(d, W, B)

	X, W, B = d.matrix("1 0; 2 1"), d.matrix("1 2; 3 4"), d.matrix("10 20")
	if d.rng != nil {
		B = B.ScaledBy(10)
	}
	Y = forward(X, W, B)
	d.require(slices.Min(Y.Data) > 0) // because this table has no results that are cut off below 0
	byRow, first = biases(X, W, B)
	transposed, swapped := X.Dot(W.T()), W.Dot(X)
	d.text("test", "%v", byHand(X, W, Y))
	d.text("test", `		X:    m(%v),
		W:    m(%v),
		B:    m(%v),
		Y:    m(%v),

		transposed:     m(%v), // XWᵀ = %v, %v
		swapped:        m(%v), // WX = %v, %v
		biasByRow:      m(%v),
		biasInFirstRow: m(%v),
`, X, W, B, Y, transposed.AddToRows(B), spaced(transposed.Row(0)), spaced(transposed.Row(1)),
		swapped.AddToRows(B), spaced(swapped.Row(0)), spaced(swapped.Row(1)), byRow, first)

	X, W, B = d.matrix("1 2 3"), d.matrix("1; 0; -1"), d.matrix("4")
	Y = forward(X, W, B)
	d.require(Y.Data[0] > 0)
	d.text("test", `		// %v = %v, plus B: %v
		name: "one example and one unit",
		X:    m(%v),
		W:    m(%v),
		B:    m(%v),
		Y:    m(%v),
`, products(X.Data, W.Data), X.Dot(W).Data[0], Y.Data[0], X, W, B, Y)

	in, out := one(d, 3, 4, 5, 6, 7), one(d, 2, 3, 8, 9)
	d.text("test", "		{%v, %v, %v}, // %v·%v weights and %v biases\n", in, out, in*out+out, in, out, out)
	out = one(d, 5, 3, 4, 6, 7)
	d.text("test", "		{1, %v, %v},\n", out, 2*out)
	examplesOfLayer(d)
}

// byHand is the calculation of XW + B.
func byHand(X, W, Y *given.Matrix) string {
	cells := make([][]string, X.Rows)
	for r := range cells {
		for j := range W.Cols {
			cells[r] = append(cells[r], fmt.Sprintf("%v = %v", products(X.Row(r), W.T().Row(j)), show(X.Dot(W).At(r, j))))
		}
	}
	var b strings.Builder
	for r, row := range grid(cells) {
		fmt.Fprintf(&b, "		// %s   plus B: %v\n", row, show(Y.Row(r)))
	}
	return b.String()
}

// contractOfLayer has the results for the batches 1 0, then 1 1, then both and 0 1.
func contractOfLayer(d *drawing, W, B *given.Matrix) {
	layer := &dense.DenseLayer{Weights: W, Biases: B}
	first := layer.ForwardPropagation(given.MatrixOf([]float64{1, 0}))
	second := layer.ForwardPropagation(given.MatrixOf([]float64{1, 1}))
	third := layer.ForwardPropagation(given.MatrixOf([]float64{1, 1}, []float64{0, 1}, []float64{1, 0}))
	d.text("test", "	added := given.MatrixOf(%v) // %v of the first call, and %v\n",
		first.Add(second), spaced(first.Data), spaced(second.Data))
	d.text("test", "second.Clone()), given.MatrixOf(%v))", second)
	d.text("test", "			given.MatrixOf(%v))\n	if t.Failed", third)
	d.text("test", "			given.MatrixOf(%v)).\n", second)
	d.text("test", "y1, given.MatrixOf(%v))", first)
}

func examplesOfLayer(d *drawing) {
	seed := one(d, 7, 3, 4, 5, 6, 8, 9)
	d.text("example_test.go", "rand.NewPCG(2, %v)", seed)
	d.text("dense_forward.go", "rand.NewPCG(2, %v)", seed)
	in, out := one(d, 4, 5, 6, 7), one(d, 3, 2, 4)
	for _, name := range []string{"Parameters", "OutputShape"} {
		d.text("example_test.go", "func ExampleDenseLayer_%s() {\n	l := &DenseLayer{InputShape: %v, NUnits: %v}\n", name, in, out)
	}
	X, W, B := d.matrix("1 2 -1; 0.5 0 3"), d.matrix("2 -1; 0 1.5; 1 -2"), d.matrix("0.5 -1")
	d.text("example_test.go", "	X := m(%v)\n	W := m(%v)\n	B := m(%v)\n", X, W, B)
}
