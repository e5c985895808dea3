// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// noOptimizer is for networks that FitLevenbergMarquardt trains, where nobody may ask for it.
type noOptimizer struct{}

func (noOptimizer) Update(*Param) { panic("FitLevenbergMarquardt asks the optimizer") }

func lmNetwork(inputShape int, seed uint64, layers ...Layer) *NeuralNetwork {
	rng := rand.New(rand.NewPCG(seed, 0))
	net := NewNeuralNetwork(inputShape, new(MeanSquaredError), noOptimizer{}, rng).Add(layers...)
	net.Metric, net.BatchSize = nil, 0
	return net
}

// oneWave returns n examples of y = sin x, 0 ≤ x ≤ 2π.
func oneWave(n int) *Dataset {
	d := &Dataset{X: NewMatrix(n, 1), Y: NewMatrix(n, 1)}
	for i := range n {
		x := 2 * math.Pi * float64(i) / float64(n-1)
		d.X.Data[i], d.Y.Data[i] = x, math.Sin(x)
	}
	return d
}

func sineNetwork(seed uint64) *NeuralNetwork {
	return lmNetwork(1, seed, NewDenseLayer(8), NewTanhActivation(), NewDenseLayer(1))
}

// xorTwice has two outputs: whether one of x1 and x2 is 1, and whether not.
var xorTwice = &Dataset{
	X: XOR().X,
	Y: MatrixOf([]float64{0, 1}, []float64{1, 0}, []float64{1, 0}, []float64{0, 1}),
}

func mustTrain(t *testing.T, net *NeuralNetwork, train, validation *Dataset) {
	t.Helper()
	if err := net.FitLevenbergMarquardt(train, validation); err != nil {
		t.Fatal(err)
	}
}

// Measured for the seeds 0 to 19: 20 to 67 steps. SGD takes 4860 to 6753 epochs of five batches for
// the seeds 0 to 4, with a learning rate of 0.2 still 1554 to 4362. (From -π to π it is harder for
// all: sin is odd, and so is a network whose biases are 0; their gradients are then 0, too, for
// ever.)
func TestLevenbergMarquardtFitsASine(t *testing.T) {
	if testing.Short() {
		t.Skip("calculates for a second")
	}
	train := oneWave(50)
	for seed := range uint64(5) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			net := sineNetwork(seed)
			net.Epochs = 99
			mustTrain(t, net, train, nil)
			steps := len(net.History)
			for i, r := range net.History {
				if r.Loss < 1e-5 {
					steps = i + 1
					break
				}
			}
			if last := net.History[len(net.History)-1].Loss; !(last < 1e-5) {
				t.Errorf("the loss after %d steps is %g, want less than 1e-5", steps, last)
			}

			sgd := sineNetwork(seed)
			sgd.Optimizer, sgd.BatchSize, sgd.Epochs = NewSGD(0.1, 0.9), 10, 1000
			if err := sgd.Fit(train, nil); err != nil {
				t.Fatal(err)
			}
			slow := sgd.History[len(sgd.History)-1].Loss
			if !(slow > 1e-4) {
				t.Errorf("the loss of SGD after 1000 epochs is %g: it is not slow", slow)
			}
			t.Logf("below 1e-5 after %d steps; SGD after 1000 epochs: %.5f", steps, slow)
		})
	}
}

func TestJacobian(t *testing.T) {
	net := lmNetwork(3, 1, NewDenseLayer(4), NewTanhActivation(),
		NewDenseLayer(2), NewSigmoidActivation())
	rng := rand.New(rand.NewPCG(1, 2))
	train := &Dataset{X: normal(NewMatrix(5, 3), rng), Y: normal(NewMatrix(5, 2), rng)}
	lm := &levenbergMarquardt{net: net, train: train}
	lm.E = lm.error()
	lm.jacobian()
	if want := 3*4 + 4 + 4*2 + 2; lm.J.Rows != 10 || lm.J.Cols != want {
		t.Fatalf("J is %s, want (10, %d)", lm.J.shape(), want)
	}
	k := 0
	for _, p := range net.Params() {
		for i, w := range p.Value.Data {
			at := func(w float64) *Matrix {
				p.Value.Data[i] = w
				lm.error()
				return lm.e.Clone()
			}
			right, left := at(w+gradStep), at(w-gradStep)
			at(w)
			for r := range lm.J.Rows {
				want := (right.Data[r] - left.Data[r]) / (2 * gradStep)
				if got := lm.J.At(r, k); !(math.Abs(got-want) <= 1e-9) {
					t.Errorf("J[%d,%d], %s: %.9g, by finite differences %.9g",
						r, k, p.Name, got, want)
				}
			}
			k++
		}
	}
}

func allZero(w *Matrix, rng *rand.Rand) { clear(w.Data) }

// y* = x·w + b from w = b = 0 to the line y = 2x + 1 through (1, 3) and (-1, -1). J = [1 1; -1 1],
// JᵀJ = 2I, and with what is missing, m = (2 - w, 1 - b): Jᵀe = -2m. So d = 2m/(2 + λ), and after
// it there remains m·λ/(2 + λ). λ is 0.01, 0.001, 0.0001.
func TestLevenbergMarquardtByHand(t *testing.T) {
	train := &Dataset{X: column(1, -1), Y: column(3, -1)}
	l := NewDenseLayer(1)
	l.Initializer = allZero
	net := lmNetwork(1, 1, l)
	lm := &levenbergMarquardt{net: net, train: train, λ: firstDamping}
	lm.E = lm.error()
	for i, want := range []float64{
		0.0049751244, // 0.01/2.01
		2.4863e-06,   // 0.0049751244·0.001/2.001
		1.24309e-10,  // 2.4863e-06·0.0001/2.0001
	} {
		if !lm.linearize() || !lm.step() {
			t.Fatalf("step %d does not lower the error", i+1)
		}
		w, b := l.Weights.Value.Data[0], l.Biases.Value.Data[0]
		if !(math.Abs((2-w)/2/want-1) <= 1e-4) || !(math.Abs((1-b)/want-1) <= 1e-4) {
			t.Errorf("after step %d w = 2 - 2·%g and b = 1 - %g, want both %g",
				i+1, (2-w)/2, 1-b, want)
		}
	}
	if !(math.Abs(lm.λ/1e-5-1) <= 1e-9) {
		t.Errorf("λ is %g after three good steps, want 1e-5", lm.λ)
	}
	l.Weights.Value.Data[0], lm.λ = 0, leastDamping
	lm.E = lm.error()
	if lm.linearize(); !lm.step() || lm.λ != leastDamping {
		t.Errorf("λ falls from %g to %g, from where it may not grow again", leastDamping, lm.λ)
	}
}

// y* = tanh(w·x + b) for x = 1, y = 0, from w = b = 1. There e = tanh 2 = 0.964028 and both
// derivatives are 1 - e² = 0.070651; JᵀJ is 0.0049915 four times, Jᵀe is 0.068109 twice, and by
// symmetry both entries of d are -0.068109/(2·0.0049915 + λ).
//
//	λ = 0.01: d = -3.4083, to w + b = -4.8166; e² goes from 0.929350 up to 0.999738: back
//	λ = 0.1:  d = -0.6193, to w + b =  0.7615; e² goes down to 0.412: kept, and λ = 0.01 again
func TestLevenbergMarquardtTakesABadStepBack(t *testing.T) {
	l := NewDenseLayer(1)
	l.Initializer = func(w *Matrix, rng *rand.Rand) { w.Data[0] = 1 }
	net := lmNetwork(1, 1, l, NewTanhActivation())
	l.Biases.Value.Data[0] = 1
	train := &Dataset{X: column(1), Y: column(0)}
	lm := &levenbergMarquardt{net: net, train: train, λ: firstDamping}
	lm.E = lm.error()
	if !lm.linearize() || !lm.step() {
		t.Fatal("no step lowers the error")
	}
	for name, c := range map[string]struct{ got, want, off float64 }{
		"w": {l.Weights.Value.Data[0], 1 - 0.6193, 1e-4},
		"b": {l.Biases.Value.Data[0], 1 - 0.6193, 1e-4},
		"E": {lm.E, 0.4122, 1e-3},
		"λ": {lm.λ, 0.01, 1e-15},
	} {
		if !(math.Abs(c.got-c.want) <= c.off) {
			t.Errorf("%s = %.6f, want %.6f", name, c.got, c.want)
		}
	}
}

// Whatever the problem, the loss never rises, and all numbers stay finite.
func TestLevenbergMarquardtNeverRaisesTheLoss(t *testing.T) {
	if testing.Short() {
		t.Skip("calculates for a second")
	}
	zeros := NewDenseLayer(8)
	zeros.Initializer = allZero // all units alike: JᵀJ has no inverse
	wide := NewDenseLayer(30)
	wide.Initializer = func(w *Matrix, rng *rand.Rand) { // saturated
		for i := range w.Data {
			w.Data[i] = 20 * (2*rng.Float64() - 1)
		}
	}
	noise := &Dataset{X: NewMatrix(40, 1), Y: NewMatrix(40, 1)}
	rng := rand.New(rand.NewPCG(3, 4))
	normal(noise.X, rng)
	normal(noise.Y, rng)
	for _, c := range []struct {
		name  string
		net   *NeuralNetwork
		train *Dataset
	}{
		{"sine", sineNetwork(1), oneWave(50)},
		{"noise", sineNetwork(2), noise},
		{"more parameters than examples", sineNetwork(3), oneWave(7)},
		{"all weights equal",
			lmNetwork(1, 4, zeros, NewTanhActivation(), NewDenseLayer(1)), oneWave(20)},
		{"saturated units",
			lmNetwork(1, 5, wide, NewTanhActivation(), NewDenseLayer(1)), oneWave(20)},
		{"kinks",
			lmNetwork(1, 6, NewDenseLayer(8), NewReLUActivation(), NewDenseLayer(1)), oneWave(20)},
		{"two outputs", lmNetwork(2, 7, NewDenseLayer(5), NewTanhActivation(), NewDenseLayer(2)),
			xorTwice},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.net.Epochs = 60
			before, _ := c.net.evaluate(c.train)
			mustTrain(t, c.net, c.train, nil)
			h := c.net.History
			for i, r := range h {
				if !(r.Loss < before) && !(r.Loss == before && i == len(h)-1) {
					t.Fatalf("step %d takes the loss from %g to %g", i+1, before, r.Loss)
				}
				before = r.Loss
			}
			if !c.net.finiteParams() {
				t.Error("the parameters hold NaN or Inf")
			}
		})
	}
}

// The line through (-1, 0), (0, 1), (1, 0) with the least squared error is y = 1/3, and the error
// there 2/9. Nothing lowers it further: training ends by itself, and a second one changes no bit.
func TestLevenbergMarquardtEndsAtAMinimum(t *testing.T) {
	train := &Dataset{
		X: column(-1, 0, 1),
		Y: column(0, 1, 0),
	}
	net := lmNetwork(1, 1, NewDenseLayer(1))
	net.Epochs = 1000
	mustTrain(t, net, train, nil)
	if n := len(net.History); n > 30 {
		t.Errorf("training a straight line takes %d steps", n)
	}
	for i, want := range []float64{0, 1.0 / 3} {
		if got := net.Params()[i].Value.Data[0]; !(math.Abs(got-want) <= 1e-7) {
			t.Errorf("the %s are %g, want %g", net.Params()[i].Name, got, want)
		}
	}
	if got := net.History[len(net.History)-1].Loss; !(math.Abs(got-2.0/9) <= 1e-12) {
		t.Errorf("the loss is %g, want 2/9", got)
	}
	for _, c := range []struct {
		name string
		net  *NeuralNetwork
	}{
		{"no error left", func() *NeuralNetwork {
			net := lmNetwork(1, 1, NewDenseLayer(1))
			net.Params()[0].Value.Data[0] = 2
			return net
		}()},
		{"no gradient: tanh 1000 is 1, with a derivative of 0", func() *NeuralNetwork {
			net := lmNetwork(1, 1, NewDenseLayer(1), NewTanhActivation())
			net.Params()[0].Value.Data[0] = 1000
			return net
		}()},
		{"no parameters", lmNetwork(1, 1, NewTanhActivation())},
	} {
		t.Run(c.name, func(t *testing.T) {
			var said bytes.Buffer
			c.net.Verbose = &said
			kept := clones(c.net.Params(), valueOf)
			train := &Dataset{X: column(1), Y: column(2)}
			mustTrain(t, c.net, train, nil)
			if len(c.net.History) != 1 || c.net.History[0].Epoch != 1 {
				t.Errorf("the history is %v, want one record", c.net.History)
			}
			if !strings.Contains(said.String(), "stopped: no step lowers the loss") {
				t.Errorf("Verbose says %q", said.String())
			}
			for i, p := range c.net.Params() {
				if !p.Value.Equal(kept[i]) {
					t.Errorf("the %s have changed", p.Name)
				}
			}
			lm := &levenbergMarquardt{net: c.net, train: train, λ: firstDamping}
			lm.E = lm.error()
			if lm.linearize(); lm.step() || lm.λ != firstDamping {
				t.Errorf("where no step can help, λ is tried up to %g", lm.λ)
			}
		})
	}
}

// Squares that differ by a factor have the same minimum and the same steps, and index lists are
// numbers.
func TestLevenbergMarquardtTakesEverySquare(t *testing.T) {
	train := xorTwice
	trained := func(loss LossFunction, d *Dataset) []*Matrix {
		net := lmNetwork(2, 1, NewDenseLayer(3), NewTanhActivation(), NewDenseLayer(2))
		net.Loss, net.Epochs = loss, 5
		mustTrain(t, net, d, nil)
		return clones(net.Params(), valueOf)
	}
	want := trained(new(MeanSquaredError), train)
	all := map[string][]*Matrix{"SumSquaredError": trained(new(SumSquaredError), train)}
	for _, way := range waysToKeep {
		all[way.name] = trained(new(MeanSquaredError), &Dataset{X: way.keep(train.X), Y: way.keep(train.Y)})
	}
	for name, got := range all {
		for i := range want {
			if !got[i].Equal(want[i]) {
				t.Errorf("%s: parameter %d is\n%v, want\n%v", name, i, got[i], want[i])
			}
		}
	}
}

func TestLevenbergMarquardtDiverged(t *testing.T) {
	for _, c := range []struct {
		name  string
		x, y  float64
		w     float64
		words string
	}{
		{"NaN in the inputs", math.NaN(), 1, 1, "NaN or Inf"},
		{"NaN in the outputs", 1, math.NaN(), 1, "targets Y contain NaN"},
		{"Inf in the weights", 1, 1, math.Inf(1), "layer 1 (DenseLayer): the weights"},
		{"an error too large to square", 1, 1, 1e200, "not finite"},
		{"derivatives too large to square", 1e200, 1, 0, "Jacobian"},
	} {
		t.Run(c.name, func(t *testing.T) {
			net := lmNetwork(1, 1, NewDenseLayer(1))
			net.Params()[0].Value.Data[0] = c.w
			if explain == nil && c.words != "Jacobian" { // that is the file nn_diverged.go's
				c.words = "epoch 1, batch 1"
			}
			err := net.FitLevenbergMarquardt(&Dataset{X: column(c.x), Y: column(c.y)}, nil)
			if !errors.Is(err, ErrDiverged) || !strings.Contains(err.Error(), c.words) {
				t.Errorf("error %v, want one that wraps ErrDiverged and says %q", err, c.words)
			}
		})
	}
	t.Run("huge but possible", func(t *testing.T) {
		net := lmNetwork(1, 1, NewDenseLayer(1))
		mustTrain(t, net, &Dataset{X: column(1e150), Y: column(1)}, nil)
		if got := net.Predict(column(1e150)).Data[0]; !(math.Abs(got-1) <= 1e-6) {
			t.Errorf("y* = %g, want 1", got)
		}
	})
}

// Two trainings of three steps with the same optimizer make the steps of one training of six.
func TestLevenbergMarquardtContinues(t *testing.T) {
	trained := func(damping float64, epochs ...int) (*NeuralNetwork, float64) {
		net, o := sineNetwork(1), &LevenbergMarquardt{Damping: damping}
		net.Optimizer = o
		for _, net.Epochs = range epochs {
			mustTrain(t, net, oneWave(20), nil)
		}
		return net, o.Damping
	}
	want, λ := trained(0.01, 6)
	plain := sineNetwork(1)
	plain.Epochs = 6
	mustTrain(t, plain, oneWave(20), nil)
	got, again := trained(0.01, 3, 3)
	other, _ := trained(10, 6)
	for i, p := range want.Params() {
		if !p.Value.Equal(plain.Params()[i].Value) || !p.Value.Equal(got.Params()[i].Value) || p.Value.Equal(other.Params()[i].Value) {
			t.Errorf("parameter %d: %v without the optimizer, %v in two trainings, %v with another λ; want %v",
				i, plain.Params()[i].Value, got.Params()[i].Value, other.Params()[i].Value, p.Value)
		}
	}
	if λ != again || λ == 0.01 {
		t.Errorf("λ is %v after one training and %v after two", λ, again)
	}
	for _, damping := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		mustPanicWith(t, func() { trained(damping, 1) }, "nn: FitLevenbergMarquardt: the damping is", "above 0")
	}
	want.BatchSize = 5
	mustPanicWith(t, func() { want.Fit(oneWave(20), nil) }, "nn: LevenbergMarquardt", "train with FitLevenbergMarquardt")
}

func TestSolveDamped(t *testing.T) {
	for _, c := range []struct {
		name string
		A    *Matrix
		λ    float64
		g    []float64
		want []float64 // nil if there is no solution
	}{
		// 4·d1 + 2·d2 = 8, 2·d1 + 3·d2 = 7
		{"without damping",
			MatrixOf([]float64{4, 2}, []float64{2, 3}), 0, []float64{-8, -7}, []float64{1.25, 1.5}},
		// 5·d1 + 2·d2 = 8, 2·d1 + 4·d2 = 7
		{"damped",
			MatrixOf([]float64{4, 2}, []float64{2, 3}), 1,
			[]float64{-8, -7}, []float64{1.125, 1.1875}},
		{"no inverse", MatrixOf([]float64{1, 1}, []float64{1, 1}), 0, []float64{-8, -7}, nil},
		{"no inverse, damped",
			MatrixOf([]float64{1, 1}, []float64{1, 1}), 1, []float64{-3, -3}, []float64{1, 1}},
		{"not positive definite",
			MatrixOf([]float64{1, 2}, []float64{2, 1}), 0, []float64{-8, -7}, nil},
		{"damped until it is",
			MatrixOf([]float64{1, 2}, []float64{2, 1}), 2, []float64{-5, -5}, []float64{1, 1}},
		{"NaN", MatrixOf([]float64{math.NaN()}), 1, []float64{1}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := column(c.g...)
			d, ok := solveDamped(c.A, c.λ, g)
			if ok != (c.want != nil) {
				t.Fatalf("ok is %v", ok)
			}
			for i, want := range c.want {
				if !(math.Abs(d.Data[i]-want) <= 1e-12) {
					t.Errorf("d = %v, want %v", d.Data, c.want)
				}
			}
		})
	}
	t.Run("random", func(t *testing.T) {
		rng := rand.New(rand.NewPCG(5, 6))
		J, g := normal(NewMatrix(30, 20), rng), normal(NewMatrix(20, 1), rng)
		A := new(Matrix).TMatMul(J, J)
		kept, keptG := A.Clone(), g.Clone()
		d, ok := solveDamped(A, 0.3, g)
		if !ok || !A.Equal(kept) || !g.Equal(keptG) {
			t.Fatalf("ok is %v; the operands must stay as they are", ok)
		}
		Ad := new(Matrix).MatMul(A, d)
		for i := range 20 {
			if r := Ad.Data[i] + 0.3*d.Data[i] + g.Data[i]; !(math.Abs(r) <= 1e-12) {
				t.Errorf("row %d of (A + λI)·d + g is %g", i, r)
			}
		}
	})
}

// TestJacobianRefusesAWrongGradient, whose surplus would go into the next column of J.
func TestJacobianRefusesAWrongGradient(t *testing.T) {
	d := &Dataset{X: NewMatrix(4, 2), Y: NewMatrix(4, 1)}
	mustPanicWith(t, func() { wrongNetwork(NewMatrix(1, 3), NewMatrix(1, 4)).FitLevenbergMarquardt(d, nil) },
		"BackwardPropagation", "layer 2 (wrongBack)", "gain (1, 4), want (1, 3)")
}
