// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"testing"
)

// TestLayerValues has numbers that were worked out by hand; a wrong forward propagation with its
// own right derivative passes every test of gradients.
func TestLayerValues(t *testing.T) {
	ln := math.Log
	for _, c := range []struct {
		name      string
		layer     Layer
		params    []*Matrix
		X, Y      *Matrix
		dY, dX    *Matrix
		grads     []*Matrix
		tolerance float64
	}{
		{
			name: "dense", layer: NewDenseLayer(2),
			params: []*Matrix{
				MatrixOf([]float64{1, -2}, []float64{0.5, 0}, []float64{-1, 4}),
				MatrixOf([]float64{0.5, -1}),
			},
			X: MatrixOf([]float64{1, 2, -1}, []float64{0, 0.5, 3}),
			// 1·1 + 2·0.5 + -1·-1 + 0.5      1·-2 + 2·0 + -1·4 - 1
			// 0·1 + 0.5·0.5 + 3·-1 + 0.5     0·-2 + 0.5·0 + 3·4 - 1
			Y:  MatrixOf([]float64{3.5, -7}, []float64{-2.25, 11}),
			dY: MatrixOf([]float64{1, -1}, []float64{2, 0.5}),
			// 1·1 + -1·-2      1·0.5 + -1·0      1·-1 + -1·4
			// 2·1 + 0.5·-2     2·0.5 + 0.5·0     2·-1 + 0.5·4
			dX: MatrixOf([]float64{3, 0.5, -5}, []float64{1, 1, 0}),
			grads: []*Matrix{
				//  1·1 + 0·2       1·-1 + 0·0.5
				//  2·1 + 0.5·2     2·-1 + 0.5·0.5
				// -1·1 + 3·2      -1·-1 + 3·0.5
				MatrixOf([]float64{1, -1}, []float64{3, -1.75}, []float64{5, 2.5}),
				MatrixOf([]float64{3, -0.5}), // 1 + 2, -1 + 0.5
			},
		},
		{
			name: "relu", layer: NewReLUActivation(),
			X:  MatrixOf([]float64{-1.5, 0, 2}, []float64{3, -0.25, 0.5}),
			Y:  MatrixOf([]float64{0, 0, 2}, []float64{3, 0, 0.5}),
			dY: MatrixOf([]float64{1, 2, 3}, []float64{-4, 5, -6}),
			dX: MatrixOf([]float64{0, 0, 3}, []float64{-4, 0, -6}), // at 0 the slope is 0
		},
		{
			name: "sigmoid", layer: NewSigmoidActivation(), tolerance: 1e-14,
			X:  MatrixOf([]float64{0, ln(3)}, []float64{-ln(3), ln(7)}),
			Y:  MatrixOf([]float64{1. / 2, 3. / 4}, []float64{1. / 4, 7. / 8}), // 1/(1 + 1/3) = 3/4
			dY: MatrixOf([]float64{4, 16}, []float64{-16, 64}),
			dX: MatrixOf([]float64{1, 3}, []float64{-3, 7}), // 4·1/2·1/2, 16·3/4·1/4, ...
		},
		{
			name: "tanh", layer: NewTanhActivation(), tolerance: 1e-14,
			X:  MatrixOf([]float64{0, ln(2), -ln(3)}),
			Y:  MatrixOf([]float64{0, 0.6, -0.8}), // (2 - 1/2)/(2 + 1/2), -(3 - 1/3)/(3 + 1/3)
			dY: MatrixOf([]float64{3, 100, -100}),
			dX: MatrixOf([]float64{3, 64, -36}), // 3·(1 - 0), 100·(1 - 0.36), -100·(1 - 0.64)
		},
		{
			name: "linear", layer: identity(),
			X: MatrixOf([]float64{-2, 0.5}), Y: MatrixOf([]float64{-2, 0.5}),
			dY: MatrixOf([]float64{3, -7}), dX: MatrixOf([]float64{3, -7}),
		},
		{
			name: "softmax", layer: NewSoftmaxActivation(), tolerance: 1e-14,
			X: MatrixOf([]float64{0, ln(2), ln(5)}, []float64{1000, 1000, 1000}),
			Y: MatrixOf([]float64{1. / 8, 2. / 8, 5. / 8}, []float64{1. / 3, 1. / 3, 1. / 3}),
			// Σ dY·s = 1/8 - 4/8 + 20/8 = 17/8, and 3/3 = 1
			dY: MatrixOf([]float64{1, -2, 4}, []float64{3, 0, 0}),
			// 1/8·(1 - 17/8)     2/8·(-2 - 17/8)     5/8·(4 - 17/8)
			// 1/3·(3 - 1)        1/3·(0 - 1)         1/3·(0 - 1)
			dX: MatrixOf([]float64{-9. / 64, -33. / 32, 75. / 64},
				[]float64{2. / 3, -1. / 3, -1. / 3}),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.layer.SetInputShape(c.X.Cols)
			if l, ok := c.layer.(initialized); ok {
				l.Initialize(newRand(1))
			}
			for i, p := range c.layer.Params() {
				p.Value.Copy(c.params[i])
			}
			got := pass(c.layer, c.X, c.dY)
			wantMatrix(t, "Y", got.Y, c.Y, c.tolerance)
			wantMatrix(t, "dX", got.dX, c.dX, c.tolerance)
			for i, p := range c.layer.Params() {
				wantMatrix(t, "gradient of the "+p.Name, p.Grad, c.grads[i], c.tolerance)
			}
		})
	}
}

// TestLayersLeaveTheirArgumentsAlone has zeros of both signs in them, since ReLU written in place
// would change nothing else.
func TestLayersLeaveTheirArgumentsAlone(t *testing.T) {
	for _, c := range layerTable {
		t.Run(c.name, func(t *testing.T) {
			l := readyLayer(c.make)
			X := normal(NewMatrix(5, layerInputs), newRand(7))
			X.Data[0], X.Data[1] = 0, math.Copysign(0, -1)
			dY := normal(NewMatrix(5, l.OutputShape()), newRand(8))
			dY.Data[0] = math.Copysign(0, -1)
			keptX, keptdY, params := X.Clone(), dY.Clone(), clones(l.Params(), valueOf)
			l.ForwardPropagation(X, true)
			l.ForwardPropagation(X, false)
			if !sameBits(X, keptX) {
				t.Error("ForwardPropagation writes into its input")
			}
			l.BackwardPropagation(dY)
			if !sameBits(X, keptX) || !sameBits(dY, keptdY) {
				t.Error("BackwardPropagation writes into the input or into the output error")
			}
			for i, p := range l.Params() {
				if !sameBits(p.Value, params[i]) {
					t.Errorf("BackwardPropagation changes the %s", p.Name)
				}
			}
		})
	}
}

// TestLayersForget lets one layer see batches of many sizes, so that buffers grow, shrink and are
// used again, and compares each pass with that of a layer which has seen nothing.
func TestLayersForget(t *testing.T) {
	for _, c := range layerTable {
		t.Run(c.name, func(t *testing.T) {
			old := readyLayer(c.make)
			for i, n := range []int{5, 2, 9, 1, 0, 5, 5} {
				X := normal(NewMatrix(n, layerInputs), newRand(uint64(10+i)))
				dY := normal(NewMatrix(n, old.OutputShape()), newRand(uint64(20+i)))
				got, want := pass(old, X, dY), pass(readyLayer(c.make), X, dY)
				if !got.sameBits(want) {
					t.Errorf("batch %d of %d rows: other numbers than a new layer", i, n)
				}
			}
		})
	}
}

// TestLayersOnRows: a batch of n is n single examples. Y and dX of each are its row, and the
// gradients of the parameters are the sums.
func TestLayersOnRows(t *testing.T) {
	const n = 6
	for _, c := range layerTable {
		t.Run(c.name, func(t *testing.T) {
			l := readyLayer(c.make)
			X, dY := normal(NewMatrix(n, layerInputs), newRand(3)),
				normal(NewMatrix(n, l.OutputShape()), newRand(4))
			batch := pass(l, X, dY)
			sums := make([]*Matrix, len(batch.grads))
			for r := range n {
				one := pass(l, X.RowRange(r, r+1), dY.RowRange(r, r+1))
				if !sameBits(one.Y, batch.Y.RowRange(r, r+1)) ||
					!sameBits(one.dX, batch.dX.RowRange(r, r+1)) {
					t.Errorf("row %d alone gives other numbers than in the batch", r)
				}
				for i, g := range one.grads {
					if sums[i] == nil {
						sums[i] = NewMatrix(g.Rows, g.Cols)
					}
					for k, v := range g.Data {
						sums[i].Data[k] += v
					}
				}
			}
			for i, p := range l.Params() {
				wantMatrix(t, "gradient of the "+p.Name, batch.grads[i], sums[i], 1e-13)
			}
		})
	}
}

func TestLayersWithoutRows(t *testing.T) {
	for _, c := range layerTable {
		t.Run(c.name, func(t *testing.T) {
			l := readyLayer(c.make)
			got := pass(l, NewMatrix(0, layerInputs), NewMatrix(0, l.OutputShape()))
			if got.Y.shape() != NewMatrix(0, l.OutputShape()).shape() ||
				got.dX.shape() != "(0, 4)" {
				t.Errorf("Y %s, dX %s", got.Y.shape(), got.dX.shape())
			}
			for i, g := range got.grads {
				if !g.Equal(NewMatrix(g.Rows, g.Cols)) {
					t.Errorf("gradient %d of no examples is not zero: %v", i, g)
				}
			}
		})
	}
}

// TestLayersOfKeptInputs: the input may be kept in any way, and gives the same bits.
func TestLayersOfKeptInputs(t *testing.T) {
	X := MatrixOf([]float64{0, 1, 0, -2}, []float64{0, 0, 0, 0}, []float64{3, 0, 0, 0.5})
	for _, c := range layerTable {
		t.Run(c.name, func(t *testing.T) {
			l := readyLayer(c.make)
			dY := normal(NewMatrix(3, l.OutputShape()), newRand(4))
			for _, way := range waysToKeep {
				if !pass(l, way.keep(X), dY).sameBits(pass(l, X, dY)) {
					t.Errorf("%s give other numbers", way.name)
				}
			}
		})
	}
}

// TestLayersStayFinite feeds numbers that overflow in careless formulas, each alone and, where a
// sum cannot overflow by itself, together.
func TestLayersStayFinite(t *testing.T) {
	extremes := []float64{1e308, -1e308, 1000, -1000, 745, -745, 710, -710, 37, -37, 5e-324,
		-5e-324, 0, math.Copysign(0, -1)}
	X := new(Matrix)
	for _, v := range extremes {
		X = MatrixOf(append(rowsOfMatrix(X), []float64{0, v, 0, 0}, []float64{v, v, v, v})...)
		for _, w := range extremes {
			X = MatrixOf(append(rowsOfMatrix(X), []float64{v, w, 0, 1})...)
		}
	}
	for _, c := range []struct {
		name     string
		make     func() Layer
		from, to float64 // the range of its outputs
	}{
		{"relu", func() Layer { return NewReLUActivation() }, 0, 1e308},
		{"sigmoid", func() Layer { return NewSigmoidActivation() }, 0, 1},
		{"tanh", func() Layer { return NewTanhActivation() }, -1, 1},
		{"identity", identity, -1e308, 1e308},
		{"softmax", func() Layer { return NewSoftmaxActivation() }, 0, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := readyLayer(c.make)
			for _, dy := range []float64{1, -1e308, 0} {
				dY := new(Matrix).Map(func(float64) float64 { return dy }, X)
				p := pass(l, X, dY)
				for i := range X.Rows {
					for j := range X.Cols {
						if y := p.Y.At(i, j); !(y >= c.from && y <= c.to) {
							t.Errorf("X = %v: Y = %v", X.Row(i), p.Y.Row(i))
						}
					}
				}
				if !finite(p.dX) {
					t.Errorf("dY = %v: dX is not finite", dy)
				}
			}
		})
	}
	t.Run("dense", func(t *testing.T) {
		l := readyLayer(func() Layer { return NewDenseLayer(2) })
		for _, p := range l.Params() {
			p.Value.Map(func(w float64) float64 { return math.Tanh(w) / layerInputs }, p.Value)
		}
		p := pass(l, X, NewMatrix(X.Rows, 2))
		if !finite(p.Y) || !finite(p.dX) || !finite(p.grads[0]) {
			t.Error("not finite, though the weights are small")
		}
	})
}

// TestNotANumberIsSeen: NaN must not be swallowed on the way, or nobody would notice.
func TestNotANumberIsSeen(t *testing.T) {
	for _, c := range layerTable {
		t.Run(c.name, func(t *testing.T) {
			l := readyLayer(c.make)
			Y := l.ForwardPropagation(MatrixOf([]float64{1, math.NaN(), -1, 0}), true)
			if finite(Y) {
				t.Errorf("NaN in the input gives %v", Y)
			}
		})
	}
}

// TestSigmoidKeepsSmallNumbers: far to the left the sigmoid is eˣ, not 0, and its derivative too.
func TestSigmoidKeepsSmallNumbers(t *testing.T) {
	for _, x := range []float64{-40, -300, -700, -720, -740} { // 1/(1 + e⁷²⁰) would be 1/Inf
		wantNumber(t, "sigmoid", sigmoid(x), math.Exp(x), 1e-15)
		wantNumber(t, "derivative at x", sigmoidDerivative(x), math.Exp(x), 1e-15)
		wantNumber(t, "derivative at -x", sigmoidDerivative(-x), math.Exp(x), 1e-15)
	}
}

// TestSoftmaxShift: adding a number to all inputs of a row changes nothing.
func TestSoftmaxShift(t *testing.T) {
	l := readyLayer(func() Layer { return NewSoftmaxActivation() })
	X := normal(NewMatrix(5, layerInputs), newRand(1))
	want := l.ForwardPropagation(X, false).Clone()
	for _, c := range []float64{1, -1, 700, -700} {
		got := l.ForwardPropagation(new(Matrix).Map(func(x float64) float64 { return x + c }, X),
			false)
		wantMatrix(t, "softmax", got, want, 1e-12)
	}
}

type initializerCase struct {
	name     string
	f        Initializer
	variance float64
	limit    float64 // of |w|
}

const initializerIn, initializerOut = 200, 100 // the shape of the weights

// initializerTable has every initializer. The tests of an extension append theirs.
var initializerTable = []initializerCase{ // U(-a, a) has the variance a²/3
	{"Glorot", Glorot, 2. / (initializerIn + initializerOut), math.Sqrt(6. / (initializerIn + initializerOut))},
}

func TestInitializers(t *testing.T) {
	const in, out = initializerIn, initializerOut
	for _, c := range initializerTable {
		t.Run(c.name, func(t *testing.T) {
			w := normal(NewMatrix(in, out), newRand(9)) // must not stay
			c.f(w, newRand(1))
			sum, squares, largest := 0.0, 0.0, 0.0
			for _, v := range w.Data {
				sum, squares, largest = sum+v, squares+v*v, max(largest, math.Abs(v))
			}
			mean, variance := sum/(in*out), squares/(in*out)
			if !(math.Abs(mean) <= 3*math.Sqrt(c.variance/(in*out))) { // three standard errors
				t.Errorf("mean %v", mean)
			}
			if !(math.Abs(variance-c.variance) <= 0.05*c.variance) {
				t.Errorf("variance %v, want %v", variance, c.variance)
			}
			if largest > c.limit || !math.IsInf(c.limit, 1) && largest < 0.99*c.limit {
				t.Errorf("largest %v, want just below %v", largest, c.limit)
			}
			again := NewMatrix(in, out)
			if c.f(again, newRand(1)); !sameBits(w, again) {
				t.Error("the same seed gives other weights")
			}
		})
	}
}

func TestDenseInitialize(t *testing.T) {
	l := NewDenseLayer(3)
	l.SetInputShape(2)
	l.Initialize(newRand(1))
	if !l.Biases.Value.Equal(NewMatrix(1, 3)) {
		t.Errorf("biases start at %v, want 0", l.Biases.Value)
	}
	if l.Weights.Value.shape() != "(2, 3)" || l.Weights.Grad.shape() != "(2, 3)" ||
		l.Biases.Grad.shape() != "(1, 3)" {
		t.Errorf("weights %s, gradients %s and %s", l.Weights.Value.shape(), l.Weights.Grad.shape(),
			l.Biases.Grad.shape())
	}
	if p := l.Params(); len(p) != 2 || p[0] != l.Weights || p[1] != l.Biases ||
		p[0] != l.Params()[0] {
		t.Error("Params must return the same pointers, weights first")
	}
}

func TestLayerName(t *testing.T) {
	for _, c := range []struct {
		l    Layer
		want string
	}{
		{NewDenseLayer(1), "DenseLayer"},
		{NewReLUActivation(), "ReLUActivation"},
		{NewSoftmaxActivation(), "SoftmaxActivation"},
		{&wrongDense{DenseLayer: NewDenseLayer(1)}, "wrongDense"},
	} {
		if got := LayerName(c.l); got != c.want {
			t.Errorf("LayerName(%T) = %q, want %q", c.l, got, c.want)
		}
	}
}

// rowsOfMatrix returns the rows of m as slices.
func rowsOfMatrix(m *Matrix) [][]float64 {
	var rows [][]float64
	for i := range m.Rows {
		rows = append(rows, m.Row(i))
	}
	return rows
}
