// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"testing"
)

// TestLossValues has numbers that were worked out by hand; a wrong loss with its own right
// derivative passes every test of gradients.
func TestLossValues(t *testing.T) {
	ln2 := math.Ln2
	squares := []*Matrix{
		MatrixOf([]float64{1, 0}, []float64{2, -1}),
		MatrixOf([]float64{0.5, 1}, []float64{2, 1}),
	}
	for _, c := range []struct {
		name         string
		loss         LossFunction
		yTrue, yPred *Matrix
		want         float64
		derivative   *Matrix
	}{
		// (0.5² + 1² + 0² + 2²)/4, and 2/4·(Y* - Y)
		{"mse",
			new(MeanSquaredError), squares[0], squares[1], 5.25 / 4,
			MatrixOf([]float64{-0.25, 0.5}, []float64{0, 1})},
		// the same sum by 2 rows, and 2/2·(Y* - Y)
		{"sse",
			new(SumSquaredError), squares[0], squares[1], 5.25 / 2,
			MatrixOf([]float64{-0.5, 1}, []float64{0, 2})},
		{"mse of one number",
			new(MeanSquaredError), MatrixOf([]float64{3}), MatrixOf([]float64{1}), 4,
			MatrixOf([]float64{-4})},
		{"sse of one number",
			new(SumSquaredError), MatrixOf([]float64{3}), MatrixOf([]float64{1}), 4,
			MatrixOf([]float64{-4})},
		{
			// -log 1/2 = ln 2      -log(1 - 3/4) = 2·ln 2
			// -log 1/2 = ln 2      -log 1/4 = 2·ln 2          the sum by 4 entries
			"bce", new(BinaryCrossEntropy),
			MatrixOf([]float64{1, 0}, []float64{0.5, 1}),
			MatrixOf([]float64{0.5, 0.75}, []float64{0.5, 0.25}), 6 * ln2 / 4,
			// -1/(1/2)/4           1/(1 - 3/4)/4
			// (-1 + 1)/4           -1/(1/4)/4
			MatrixOf([]float64{-0.5, 1}, []float64{0, -1}),
		},
		{
			// -log 1/2 = ln 2 and -log 1/8 = 3·ln 2, by 2 rows; -1/2·1/(1/2) and -1/2·1/(1/8)
			"cce", new(CategoricalCrossEntropy),
			MatrixOf([]float64{0, 1, 0}, []float64{1, 0, 0}),
			MatrixOf([]float64{0.25, 0.5, 0.25}, []float64{0.125, 0.5, 0.375}), 2 * ln2,
			MatrixOf([]float64{0, -1, 0}, []float64{-4, 0, 0}),
		},
		{
			// 0.5·ln 2 + 0.5·2·ln 2
			"cce of a distribution", new(CategoricalCrossEntropy),
			MatrixOf([]float64{0.5, 0.5, 0}), MatrixOf([]float64{0.5, 0.25, 0.25}), 1.5 * ln2,
			MatrixOf([]float64{-1, -2, 0}),
		},
		{"bce, certain and right",
			new(BinaryCrossEntropy), MatrixOf([]float64{1, 0}), MatrixOf([]float64{1, 0}), 0,
			MatrixOf([]float64{-0.5, 0.5})},
		{"cce, certain and right",
			new(CategoricalCrossEntropy), MatrixOf([]float64{1, 0}), MatrixOf([]float64{1, 0}), 0,
			MatrixOf([]float64{-1, 0})},
		// Certain and wrong: the logarithms of 2⁻¹⁰²² and 2⁻⁵³ instead of 0.
		{"bce, certain of no",
			new(BinaryCrossEntropy), MatrixOf([]float64{1}), MatrixOf([]float64{0}), 1022 * ln2,
			MatrixOf([]float64{-0x1p1022})},
		{"bce, certain of yes",
			new(BinaryCrossEntropy), MatrixOf([]float64{0}), MatrixOf([]float64{1}), 53 * ln2,
			MatrixOf([]float64{0x1p53})},
		{"cce, certain of another",
			new(CategoricalCrossEntropy), MatrixOf([]float64{1, 0}), MatrixOf([]float64{0, 1}),
			1022 * ln2, MatrixOf([]float64{-0x1p1022, 0})},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantNumber(t, "loss", c.loss.Loss(c.yTrue, c.yPred), c.want, 1e-14)
			wantMatrix(t, "derivative", c.loss.Derivative(c.yTrue, c.yPred), c.derivative, 1e-14)
			for _, way := range waysToKeep {
				Y := way.keep(c.yTrue)
				wantNumber(t, "loss of "+way.name, c.loss.Loss(Y, c.yPred), c.want, 1e-14)
				wantMatrix(t, "derivative by "+way.name, c.loss.Derivative(Y, c.yPred), c.derivative, 1e-14)
			}
		})
	}
}

// TestCrossEntropyIsFinite for every pair of predictions and truths, at and near 0 and 1, and the
// derivative never points away from the truth.
func TestCrossEntropyIsFinite(t *testing.T) {
	near1 := math.Nextafter(1, 0)
	for _, loss := range []LossFunction{new(BinaryCrossEntropy), new(CategoricalCrossEntropy)} {
		for _, y := range []float64{0, 5e-324, 1e-300, 0.5, near1, 1} {
			for _, p := range []float64{0, 5e-324, 1e-310, 1e-300, 0.5, near1, 1} {
				Y, P := MatrixOf([]float64{y}), MatrixOf([]float64{p})
				L, d := loss.Loss(Y, P), loss.Derivative(Y, P).At(0, 0)
				if !isFinite(L) || !isFinite(d) || L < 0 {
					t.Errorf("%T: y = %v, y* = %v: loss %v, derivative %v", loss, y, p, L, d)
				}
				if y >= 0.5 && p < y && d > 0 || y == 0 && d < 0 {
					t.Errorf("%T: y = %v, y* = %v: the derivative %v points the wrong way", loss, y,
						p, d)
				}
			}
		}
	}
}

// TestLossesSeeNotANumber: a network whose outputs are NaN has no finite loss.
func TestLossesSeeNotANumber(t *testing.T) {
	for _, c := range lossTable {
		for _, y := range []float64{0, 1} {
			Y, P := MatrixOf([]float64{y, 1}), MatrixOf([]float64{math.NaN(), math.NaN()})
			if L := c.make().Loss(Y, P); !math.IsNaN(L) {
				t.Errorf("%s: loss %v of NaN", c.name, L)
			}
			if d := c.make().Derivative(Y, P); finite(d) {
				t.Errorf("%s: derivative %v of NaN", c.name, d)
			}
		}
	}
}

func TestLossesLeaveTheirArgumentsAlone(t *testing.T) {
	for _, c := range lossTable {
		yTrue, yPred := lossExamples(6, 1)
		keptTrue, keptPred, loss := yTrue.Clone(), yPred.Clone(), c.make()
		loss.Loss(yTrue, yPred)
		loss.Derivative(yTrue, yPred)
		if !sameBits(yTrue, keptTrue) || !sameBits(yPred, keptPred) {
			t.Errorf("%s writes into its arguments", c.name)
		}
	}
}

// TestLossesForget: a loss that has seen batches of many sizes computes what a new one computes.
func TestLossesForget(t *testing.T) {
	for _, c := range lossTable {
		old := c.make()
		for i, n := range []int{5, 2, 9, 1, 5, 5} {
			yTrue, yPred := lossExamples(n, uint64(i))
			L, d := old.Loss(yTrue, yPred), old.Derivative(yTrue, yPred)
			if L != c.make().Loss(yTrue, yPred) || !sameBits(d, c.make().Derivative(yTrue, yPred)) {
				t.Errorf("%s, batch %d of %d rows: other numbers than a new loss", c.name, i, n)
			}
		}
	}
}

// TestLossesAreMeans: the loss of a batch is the mean of the losses of its examples, and its
// derivative is theirs divided by n.
func TestLossesAreMeans(t *testing.T) {
	const n = 7
	for _, c := range lossTable {
		yTrue, yPred := lossExamples(n, 1)
		loss, mean := c.make(), 0.0
		d := c.make().Derivative(yTrue, yPred)
		for i := range n {
			y, p := yTrue.RowRange(i, i+1), yPred.RowRange(i, i+1)
			mean += loss.Loss(y, p) / n
			one := loss.Derivative(y, p)
			wantMatrix(t, c.name+": derivative", d.RowRange(i, i+1), one.Scale(1./n, one), 1e-14)
		}
		wantNumber(t, c.name, loss.Loss(yTrue, yPred), mean, 1e-14)
	}
}

// TestLossAndLastLayer: behind their own last layers both cross-entropies pass back the difference
// between prediction and truth, also where the two parts of it are 10³⁰⁰ and 10⁻³⁰⁰.
func TestLossAndLastLayer(t *testing.T) {
	for _, x := range []float64{0, 1, -3, 20, -36, 36, -300, -700} {
		last, loss := readyLayer(func() Layer { return NewSigmoidActivation() }),
			new(BinaryCrossEntropy)
		X := MatrixOf([]float64{x}, []float64{0.5})
		for _, y := range []float64{0, 1} {
			Y := MatrixOf([]float64{y}, []float64{1})
			p := last.ForwardPropagation(X, true)
			want := (p.At(0, 0) - y) / 2
			got := last.BackwardPropagation(loss.Derivative(Y, p)).At(0, 0)
			// 1 - y* has few digits left where y* is near 1
			if !(math.Abs(got-want) <= max(1e-14, 1e-15/(1-p.At(0, 0)))*math.Abs(want)) {
				t.Errorf("sigmoid(%v), y = %v: dX = %v, want %v", x, y, got, want)
			}
		}

		last = readyLayer(func() Layer { return NewSoftmaxActivation() })
		X = MatrixOf([]float64{x, 0, 1}, []float64{0, 0, 0})
		Y := MatrixOf([]float64{1, 0, 0}, []float64{0, 0, 1})
		s := last.ForwardPropagation(X, true)
		got := last.BackwardPropagation(new(CategoricalCrossEntropy).Derivative(Y, s))
		want := new(Matrix).Sub(s, Y)
		want.Scale(0.5, want)
		for i, w := range want.Data {
			if !(math.Abs(got.Data[i]-w) <= 1e-14) {
				t.Errorf("softmax(%v): dX[%d] = %v, want %v", x, i, got.Data[i], w)
			}
		}
	}
}

func TestLossPanics(t *testing.T) {
	for _, c := range lossTable {
		for name, f := range map[string]func(y, p *Matrix){
			"Loss":       func(y, p *Matrix) { c.make().Loss(y, p) },
			"Derivative": func(y, p *Matrix) { c.make().Derivative(y, p) },
		} {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				mustPanicWith(t, func() { f(NewMatrix(2, 3), NewMatrix(2, 1)) }, "nn: "+c.name,
					"(2, 3)", "(2, 1)")
				mustPanicWith(t, func() { f(NewMatrix(3, 2), NewMatrix(2, 3)) }, "nn: "+c.name,
					"(3, 2)", "(2, 3)")
				mustPanicWith(t, func() { f(NewMatrix(0, 3), NewMatrix(0, 3)) }, "nn: "+c.name,
					"no examples", "(0, 3)")
				mustPanicWith(t, func() { f(NewMatrix(2, 0), NewMatrix(2, 0)) }, "nn: "+c.name,
					"no examples", "(2, 0)")
			})
		}
	}
}

// endingIn returns a network that passes its input on to the last layer, and so has any input of
// that layer that a test chooses.
func endingIn(last Layer, loss LossFunction, columns int) *NeuralNetwork {
	net := NewNeuralNetwork(columns, loss, NewSGD(0.1, 0), newRand(1)).Add(identity(), last)
	return net
}

// TestLossOfInputIsExact, where the probability is rounded to 0 or 1 and far beyond: the loss and its
// derivative by the input of the last layer. The slides' two steps lose the gradient there.
func TestLossOfInputIsExact(t *testing.T) {
	ones := func(x float64) (loss, dx float64) { // of a wrong class whose input is larger by x
		return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))), 1 / (1 + math.Exp(-x))
	}
	for _, x := range []float64{-1000, -745, -40, -15, -1, 0, 1, 15, 35, 36.5, 40, 50, 100, 708, 709, 745, 1000} {
		wantLoss, wantDx := ones(x)
		for _, c := range []struct {
			name string
			net  *NeuralNetwork
			X, Y *Matrix
			dX   []float64
		}{
			{"sigmoid, y = 0", endingIn(NewSigmoidActivation(), new(BinaryCrossEntropy), 1),
				MatrixOf([]float64{x}), MatrixOf([]float64{0}), []float64{wantDx}},
			{"sigmoid, y = 1", endingIn(NewSigmoidActivation(), new(BinaryCrossEntropy), 1),
				MatrixOf([]float64{-x}), MatrixOf([]float64{1}), []float64{-wantDx}},
			{"softmax, class 1 of 2", endingIn(NewSoftmaxActivation(), new(CategoricalCrossEntropy), 2),
				MatrixOf([]float64{x, 0}), MatrixOf([]float64{0, 1}), []float64{wantDx, -wantDx}},
			{"softmax, class 0 of 2", endingIn(NewSoftmaxActivation(), new(CategoricalCrossEntropy), 2),
				MatrixOf([]float64{-5, x - 5}), MatrixOf([]float64{1, 0}), []float64{-wantDx, wantDx}},
		} {
			for _, way := range waysToKeep {
				Y := way.keep(c.Y)
				L, dE, layers := c.net.outputError(Y, c.net.ForwardPropagation(c.X, true))
				if len(layers) != 1 {
					t.Fatalf("%s: %d layers remain, want 1", c.name, len(layers))
				}
				E, _ := c.net.evaluate(&Dataset{X: c.X, Y: Y})
				for name, got := range map[string]float64{"loss": L, "evaluated loss": E} {
					if !(math.Abs(got-wantLoss) <= 1e-12*max(1, wantLoss)) {
						t.Errorf("%s, x = %v: %s %v, want %v", c.name, x, name, got, wantLoss)
					}
				}
				for j, want := range c.dX {
					if got := dE.At(0, j); !(math.Abs(got-want) <= 1e-12) {
						t.Errorf("%s, x = %v: dX[%d] = %v, want %v", c.name, x, j, got, want)
					}
				}
			}
		}
	}
}

// TestLossOfInputIsOfThePackagesPairs alone: a layer or loss that embeds one of them may have another
// derivative, which must be asked.
func TestLossOfInputIsOfThePackagesPairs(t *testing.T) {
	type sigmoidOfOnesOwn struct{ SigmoidActivation }
	type lossOfOnesOwn struct{ BinaryCrossEntropy }
	for _, c := range []struct {
		name string
		last Layer
		loss LossFunction
		pair bool
	}{
		{"sigmoid and binary", NewSigmoidActivation(), new(BinaryCrossEntropy), true},
		{"softmax and categorical", NewSoftmaxActivation(), new(CategoricalCrossEntropy), true},
		{"sigmoid and categorical", NewSigmoidActivation(), new(CategoricalCrossEntropy), false},
		{"softmax and binary", NewSoftmaxActivation(), new(BinaryCrossEntropy), false},
		{"sigmoid and mse", NewSigmoidActivation(), new(MeanSquaredError), false},
		{"tanh and binary", NewTanhActivation(), new(BinaryCrossEntropy), false},
		{"a layer of one's own", &sigmoidOfOnesOwn{*NewSigmoidActivation()}, new(BinaryCrossEntropy), false},
		{"a loss of one's own", NewSigmoidActivation(), new(lossOfOnesOwn), false},
	} {
		if got := lossOfInput([]Layer{NewDenseLayer(1), c.last}, c.loss) != nil; got != c.pair {
			t.Errorf("%s: differentiated together: %v, want %v", c.name, got, c.pair)
		}
	}
}

// Under categorical cross-entropy, a one-hot row times w has the same gradients as w copies of the
// row, apart from the factor 1/n. Squared errors do not have this property.
func TestOneHotRowsCanHaveWeights(t *testing.T) {
	gradient := func(loss LossFunction, last Layer, rows []int, weight float64) *Matrix {
		X := normal(NewMatrix(4, 3), newRand(1))
		Y := OneHot([]int{0, 1, 1, 2}, 3)
		Y.Set(3, 2, weight)
		d := (&Dataset{X: X, Y: Y}).Subset(rows)
		net := NewNeuralNetwork(3, loss, NewSGD(0.1, 0), newRand(2)).Add(NewDenseLayer(3), last)
		E := net.BackpropagateLoss(d.Y, net.ForwardPropagation(d.X, true))
		g := new(Matrix).Scale(float64(d.Len()), net.Params()[0].Grad)
		g.Data = append(g.Data, E*float64(d.Len()))
		g.Rows, g.Cols = 1, len(g.Data)
		return g
	}
	largest := func(loss LossFunction, last func() Layer) (difference float64) {
		weighted := gradient(loss, last(), []int{0, 1, 2, 3}, 3)
		for i, g := range gradient(loss, last(), []int{0, 1, 2, 3, 3, 3}, 1).Data {
			difference = max(difference, math.Abs(g-weighted.Data[i]))
		}
		return difference
	}
	if d := largest(new(CategoricalCrossEntropy), func() Layer { return NewSoftmaxActivation() }); d > 1e-12 {
		t.Errorf("categorical cross-entropy: the largest difference is %v, want 0", d)
	}
	for _, loss := range []LossFunction{new(MeanSquaredError), new(SumSquaredError), new(BinaryCrossEntropy)} {
		if d := largest(loss, func() Layer { return NewSigmoidActivation() }); d < 0.1 {
			t.Errorf("%s has weights, too: the largest difference is %v", typeName(loss), d)
		}
	}
}
