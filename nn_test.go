package nn

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// newRand returns a generator with a fixed seed.
func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// sameBits reports whether a and b have the same shape and elements of the same bits; -0 is not 0.
func sameBits(a, b *Matrix) bool {
	if a.Rows != b.Rows || a.Cols != b.Cols {
		return false
	}
	a, b = a.Dense(), b.Dense()
	for i, v := range a.Data {
		if math.Float64bits(v) != math.Float64bits(b.Data[i]) {
			return false
		}
	}
	return true
}

// wantMatrix checks that got is want, up to a relative error of tolerance in each element.
func wantMatrix(t *testing.T, what string, got, want *Matrix, tolerance float64) {
	t.Helper()
	if got.Rows != want.Rows || got.Cols != want.Cols {
		t.Fatalf("%s is %s, want %s", what, got.shape(), want.shape())
	}
	for i := range want.Rows {
		for j, w := range want.Row(i) {
			if g := got.At(i, j); !(math.Abs(g-w) <= tolerance*math.Abs(w)) {
				t.Errorf("%s[%d,%d] = %.17g, want %.17g", what, i, j, g, w)
			}
		}
	}
}

// wantNumber checks that got is want, up to a relative error of tolerance.
func wantNumber(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		t.Errorf("%s = %.17g, want %.17g", what, got, want)
	}
}

// allocations returns how many allocations a call of f needs. Unlike testing.AllocsPerRun it leaves
// the number of processors as it is, so that work is shared as it would be.
func allocations(f func()) uint64 {
	least := uint64(math.MaxUint64)
	for range 5 { // something else may allocate meanwhile
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range 10 {
			f()
		}
		runtime.ReadMemStats(&after)
		least = min(least, (after.Mallocs-before.Mallocs)/10)
	}
	return least
}

// classes returns n examples of as many classes as outputs: random inputs, a random class each.
func classes(n, inputs, outputs int, rng *rand.Rand) *Dataset {
	d := &Dataset{X: normal(NewMatrix(n, inputs), rng), Y: NewMatrix(n, outputs)}
	for i := range n {
		d.Y.Set(i, rng.IntN(outputs), 1)
	}
	return d
}

// tinyNetwork returns a network for inputs of 2 columns and an output of 1, and 10 examples, and
// is so small that a test can look at each number.
func tinyNetwork(seed uint64) (*NeuralNetwork, *Dataset) {
	rng := newRand(seed)
	net := NewNeuralNetwork(2, new(MeanSquaredError), NewSGD(0.1, 0.9), rng)
	net.Add(NewDenseLayer(3), NewTanhActivation(), NewDenseLayer(1))
	net.Metric, net.Epochs, net.BatchSize = MSE, 3, 4
	return net, &Dataset{X: normal(NewMatrix(10, 2), rng), Y: normal(NewMatrix(10, 1), rng)}
}

// wideNetwork returns a network whose operations are large enough to be shared among processors.
func wideNetwork(seed uint64, optimizer Optimizer) (*NeuralNetwork, *Dataset) {
	rng := newRand(seed)
	net := NewNeuralNetwork(90, new(CategoricalCrossEntropy), optimizer, rng)
	net.Add(NewDenseLayer(60), NewReLUActivation(), NewDenseLayer(10), NewSoftmaxActivation())
	net.Epochs = 2
	d := classes(150, 90, 10, rng)
	d.X = withZeros(150, 90, 0.6, rng)
	return net, d
}

func TestMiniBatches(t *testing.T) {
	const n = 10
	d := &Dataset{X: NewMatrix(n, 2), Y: NewMatrix(n, 1)}
	for i := range n {
		d.X.Set(i, 0, float64(i))
		d.X.Set(i, 1, float64(-i))
		d.Y.Set(i, 0, float64(100+i))
	}
	lists := &Dataset{X: d.X.Sparse(), Y: d.Y.Sparse()}
	keptX, keptY := d.X.Clone(), d.Y.Clone()
	for _, d := range []*Dataset{d, lists} {
		net, _ := tinyNetwork(1)
		for size, want := range map[int][]int{
			1: {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 3: {3, 3, 3, 1}, 5: {5, 5}, 9: {9, 1}, 10: {10},
			11: {10}, 1000: {10},
		} {
			net.BatchSize = size
			var orders [][]int
			for range 5 { // epochs
				var sizes, order []int
				for X, Y := range net.MiniBatches(d) {
					sizes = append(sizes, X.Rows)
					for i := range X.Rows {
						order = append(order, int(X.At(i, 0)))
						if X.At(i, 1) != -X.At(i, 0) || Y.At(i, 0) != 100+X.At(i, 0) ||
							Y.Rows != X.Rows {
							t.Errorf("size %d: X %v has Y %v", size, X.Row(i), Y.Row(i))
						}
					}
				}
				if !slices.Equal(sizes, want) {
					t.Errorf("size %d: batches of %v, want %v", size, sizes, want)
				}
				orders = append(orders, order)
				sorted := slices.Sorted(slices.Values(order))
				if !slices.Equal(sorted, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
					t.Errorf("size %d: an epoch has the examples %v", size, order)
				}
			}
			for i := range orders {
				for j := range i {
					if slices.Equal(orders[i], orders[j]) {
						t.Errorf("size %d: epochs %d and %d have the same order %v", size, i, j,
							orders[i])
					}
				}
			}
		}
		for X := range net.MiniBatches(d) { // one that is left early
			X.Gather(keptX, []int{0})
			break
		}
		if !d.X.Equal(keptX) || !d.Y.Equal(keptY) {
			t.Error("the caller's data has changed")
		}
	}
	net, _ := tinyNetwork(1)
	for range net.MiniBatches(&Dataset{X: NewMatrix(0, 2), Y: NewMatrix(0, 1)}) {
		t.Error("a batch of no examples")
	}
}

// TestFitIsItsTenSteps: Fit gives the bits of the ten steps written out, and the history the
// numbers of the predictions on the way.
func TestFitIsItsTenSteps(t *testing.T) {
	net, d := tinyNetwork(1)
	net.Metric = MAE
	_, validation := tinyNetwork(2)
	if err := net.Fit(d, validation); err != nil {
		t.Fatal(err)
	}

	steps, _ := tinyNetwork(1)
	var history History
	for epoch := range net.Epochs {
		squares, absolutes := 0.0, 0.0
		for X, Y := range steps.MiniBatches(d) {
			p := steps.ForwardPropagation(X, true)
			for i, y := range Y.Data {
				squares += (y - p.Data[i]) * (y - p.Data[i])
				absolutes += math.Abs(y - p.Data[i])
			}
			steps.BackwardPropagation(steps.Loss.Derivative(Y, p))
			for _, p := range steps.Params() {
				steps.Optimizer.Update(p)
			}
		}
		p := steps.Predict(validation.X)
		history = append(history, EpochRecord{
			Epoch: epoch + 1, Loss: squares / 10, Metric: absolutes / 10,
			ValLoss: steps.Loss.Loss(validation.Y, p), ValMetric: MAE(validation.Y, p),
		})
	}
	for i, p := range net.Params() {
		if !sameBits(p.Value, steps.Params()[i].Value) {
			t.Errorf("%s:\n%v\nby hand\n%v", p.Name, p.Value, steps.Params()[i].Value)
		}
	}
	if len(net.History) != len(history) {
		t.Fatalf("%d records of %d epochs", len(net.History), len(history))
	}
	for i, want := range history {
		got := net.History[i]
		wantNumber(t, "loss", got.Loss, want.Loss, 1e-14)
		wantNumber(t, "metric", got.Metric, want.Metric, 1e-14)
		if got.Epoch != want.Epoch || got.ValLoss != want.ValLoss ||
			got.ValMetric != want.ValMetric || got.Seconds < 0 {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

// TestFitAgain continues with the weights as they are, and begins a new history.
func TestFitAgain(t *testing.T) {
	net, d := tinyNetwork(1)
	net.Epochs = 200
	for range 3 {
		if err := net.Fit(d, nil); err != nil {
			t.Fatal(err)
		}
	}
	long, _ := tinyNetwork(1)
	long.Epochs = 600
	if err := long.Fit(d, nil); err != nil {
		t.Fatal(err)
	}
	for i, p := range net.Params() {
		if !sameBits(p.Value, long.Params()[i].Value) {
			t.Errorf("%s of three trainings and of one three times as long differ", p.Name)
		}
	}
	if h := net.History; len(h) != 200 || h[0].Epoch != 1 || h[0].Loss != long.History[400].Loss {
		t.Errorf("history of %d epochs", len(h))
	}
	r := net.History[0]
	if !math.IsNaN(r.ValLoss) || !math.IsNaN(r.ValMetric) {
		t.Errorf("without a validation set the record is %+v", r)
	}
	net.Epochs, net.Metric = 0, nil
	if err := net.Fit(d, nil); err != nil || len(net.History) != 0 {
		t.Errorf("no epochs: %v, %v", net.History, err)
	}
	net.Epochs = 1
	if err := net.Fit(d, d); err != nil || !math.IsNaN(net.History[0].Metric) ||
		!math.IsNaN(net.History[0].ValMetric) || !math.IsNaN(net.Score(d)) {
		t.Errorf("without a metric: %+v, %v", net.History, err)
	}
}

// TestFitLeavesTheDataAlone, index lists and dense.
func TestFitLeavesTheDataAlone(t *testing.T) {
	for _, dense := range []bool{true, false} {
		net, d := wideNetwork(1, NewAdam(0.01))
		if !dense {
			d.X, d.Y = d.X.Sparse(), d.Y.Sparse()
		}
		X, Y := d.X.Clone(), d.Y.Clone()
		if err := net.Fit(d, d); err != nil {
			t.Fatal(err)
		}
		net.Score(d)
		if !sameBits(d.X, X) || !sameBits(d.Y, Y) {
			t.Errorf("dense %v: training has changed the data", dense)
		}
	}
}

// trained returns the parameters and the history after a training, without the seconds.
func trained(t *testing.T, net *NeuralNetwork, d *Dataset) ([]*Matrix, History) {
	t.Helper()
	if err := net.Fit(d, d); err != nil {
		t.Fatal(err)
	}
	h := slices.Clone(net.History)
	for i := range h {
		h[i].Seconds = 0
	}
	return clones(net.Params(), valueOf), h
}

func wantSameTraining(t *testing.T, name string, params, wantParams []*Matrix, h, want History) {
	t.Helper()
	for i := range wantParams {
		if !sameBits(params[i], wantParams[i]) {
			t.Errorf("%s: parameter %d has other bits", name, i)
		}
	}
	if !slices.Equal(h, want) {
		t.Errorf("%s: the history is %v, want %v", name, h, want)
	}
}

// slowLoss takes its time for every batch.
type slowLoss struct{ MeanSquaredError }

func (l *slowLoss) Derivative(yTrue, yPred *Matrix) *Matrix {
	time.Sleep(time.Millisecond)
	return l.MeanSquaredError.Derivative(yTrue, yPred)
}

// TestSecondsAreOfTheTrainingPass: of its three batches, and not of metrics and validation.
func TestSecondsAreOfTheTrainingPass(t *testing.T) {
	const judging = 20 * time.Millisecond
	net, d := tinyNetwork(1)
	net.Epochs, net.Loss = 1, new(slowLoss)
	net.Metric = func(yTrue, yPred *Matrix) float64 { time.Sleep(judging); return 0 }
	start := time.Now()
	if err := net.Fit(d, d); err != nil {
		t.Fatal(err)
	}
	most := time.Since(start) - 2*judging
	if s := net.History[0].Seconds; s < 0.003 || s > most.Seconds() {
		t.Errorf("%v s, want 0.003 to %v", s, most.Seconds())
	}
}

// TestSameSeedSameBits: twice, and on any number of processors.
func TestSameSeedSameBits(t *testing.T) {
	for _, c := range optimizerTable {
		if testing.Short() && c.name != "Adam" {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			net, d := wideNetwork(1, c.make())
			want, wantHistory := trained(t, net, d)
			for _, cores := range []int{1, 2, 4} {
				processors(t, cores)
				net, d := wideNetwork(1, c.make())
				params, h := trained(t, net, d)
				wantSameTraining(t, fmt.Sprintf("%d processors", cores), params, want, h,
					wantHistory)
			}
			net, d = wideNetwork(2, c.make())
			if params, _ := trained(t, net, d); sameBits(params[0], want[0]) {
				t.Error("another seed gives the same bits")
			}
		})
	}
}

// TestIndexListsTrainTheSame: a dataset kept as index lists gives the bits of the dense one, also
// with rows longer than a block of terms.
func TestIndexListsTrainTheSame(t *testing.T) {
	const inputs = block + 500
	for name, zeros := range map[string]float64{"no zeros": 0, "half": 0.5, "many": 0.98} {
		t.Run(name, func(t *testing.T) {
			rng := newRand(5)
			d := classes(50, inputs, 3, rng)
			d.X = withZeros(50, inputs, zeros, rng)
			train := func(d *Dataset) ([]*Matrix, History) {
				net := NewNeuralNetwork(inputs, new(CategoricalCrossEntropy), NewRMSProp(0.001),
					newRand(1))
				net.Add(NewDenseLayer(8), NewReLUActivation(), NewDenseLayer(3),
					NewSoftmaxActivation())
				net.Epochs, net.BatchSize = 2, 16
				return trained(t, net, d)
			}
			want, wantHistory := train(d)
			params, h := train(&Dataset{X: d.X.Sparse(), Y: d.Y.Sparse()})
			wantSameTraining(t, "index lists", params, want, h, wantHistory)
		})
	}
}

// TestPredictByParts: a prediction for more rows than are propagated at once is that of each row
// alone, and is not overwritten by the next.
func TestPredictByParts(t *testing.T) {
	net, _ := tinyNetwork(1)
	X := normal(NewMatrix(2*predictRows+3, 2), newRand(3))
	all := net.Predict(X)
	if all.shape() != fmt.Sprintf("(%d, 1)", X.Rows) {
		t.Fatalf("the prediction is %s", all.shape())
	}
	kept := all.Clone()
	for i := range X.Rows {
		if one := net.Predict(X.RowRange(i, i+1)); !sameBits(one, all.RowRange(i, i+1)) {
			t.Fatalf("row %d: %v, alone %v", i, all.Row(i), one)
		}
	}
	if !sameBits(all, kept) {
		t.Error("a prediction has overwritten another")
	}
	if !sameBits(net.Predict(X.Sparse()), all) {
		t.Error("index lists give other predictions")
	}
	if empty := net.Predict(NewMatrix(0, 2)); empty.shape() != "(0, 1)" {
		t.Errorf("the prediction for no rows is %s", empty.shape())
	}
}

func TestScore(t *testing.T) {
	net, d := tinyNetwork(1)
	if got, want := net.Score(d), MSE(d.Y, net.Predict(d.X)); got != want {
		t.Errorf("Score = %v, want %v", got, want)
	}
	net.Metric = func(yTrue, yPred *Matrix) float64 { return float64(1000*yTrue.Rows + yPred.Rows) }
	if got := net.Score(d); got != 10010 {
		t.Errorf("Score = %v of 10 and 10 rows", got)
	}
}

func TestSummary(t *testing.T) {
	net := NewNeuralNetwork(784, new(CategoricalCrossEntropy), NewAdam(0.001), newRand(1))
	net.Add(NewDenseLayer(100), NewReLUActivation(), NewDenseLayer(10), NewSoftmaxActivation())
	want := `Layer               Output shape   Parameters
Input               (n, 784)       0
DenseLayer          (n, 100)       78500
ReLUActivation      (n, 100)       0
DenseLayer          (n, 10)        1010
SoftmaxActivation   (n, 10)        0
Total                              79510
`
	if got := net.Summary(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDiverged(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(net *NeuralNetwork, d *Dataset)
		words []string
	}{
		{"learning rate", func(net *NeuralNetwork, d *Dataset) { net.Optimizer = NewSGD(1e6, 0) },
			[]string{"epoch ", "batch ", "DenseLayer): the ", "smaller learning rate"}},
		{"learning rate so large that one step is enough", func(net *NeuralNetwork, d *Dataset) {
			net.Optimizer, net.BatchSize = NewSGD(math.MaxFloat64, 0), 10
			d.Y.Scale(100, d.Y)
		}, []string{"epoch 1, batch 1: ", "layer 1 (DenseLayer): the weights hold NaN or Inf",
			"smaller learning rate"}},
		{"infinite weight",
			func(net *NeuralNetwork, d *Dataset) { net.Params()[2].Value.Set(1, 0, math.Inf(1)) },
			[]string{"epoch 1, batch 1: ", "layer 3 (DenseLayer): the weights hold"}},
		{"outputs that overflow", func(net *NeuralNetwork, d *Dataset) {
			net.Params()[2].Value.Map(func(float64) float64 { return 1e308 }, net.Params()[2].Value)
			net.Params()[3].Value.Set(0, 0, 1e308)
		}, []string{"epoch 1, batch 1: ", "layer 3 (DenseLayer): the output holds"}},
		{"a loss that overflows", func(net *NeuralNetwork, d *Dataset) {
			net.Optimizer = NewSGD(0, 0)
			d.Y.Scale(1e200, d.Y)
		}, []string{"epoch 1, batch 3: ", "the loss is not finite"}},
		{"NaN in X", func(net *NeuralNetwork, d *Dataset) { d.X.Set(7, 1, math.NaN()) },
			[]string{"epoch 1, batch ", "the inputs X hold NaN or Inf; look for them in the data"}},
		{"Inf in X as index lists", func(net *NeuralNetwork, d *Dataset) {
			d.X.Set(7, 1, math.Inf(1))
			d.X.Set(3, 0, math.Inf(-1))
			// without tanh
			*net = *NewNeuralNetwork(2, net.Loss, net.Optimizer, newRand(1)).Add(NewDenseLayer(1))
			d.X = d.X.Sparse()
		}, []string{"epoch 1, batch ", "the inputs X hold"}},
		{"NaN in Y", func(net *NeuralNetwork, d *Dataset) { d.Y.Set(7, 0, math.NaN()) },
			[]string{"epoch 1, batch ",
				"the desired outputs Y hold NaN or Inf; look for them in the data"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			net, d := tinyNetwork(1)
			c.spoil(net, d)
			net.Epochs = 50
			err := net.Fit(d, nil)
			wantError(t, err, c.words...)
			if !errors.Is(err, ErrDiverged) {
				t.Errorf("%v does not wrap ErrDiverged", err)
			}
		})
	}
	for _, c := range []struct {
		name  string
		spoil func(net *NeuralNetwork, d *Dataset)
		words string
	}{
		{"NaN in validation inputs", func(net *NeuralNetwork, d *Dataset) { d.X.Set(7, 1, math.NaN()) },
			"the inputs X hold NaN or Inf; look for them in the data"},
		{"Inf in validation outputs", func(net *NeuralNetwork, d *Dataset) { d.Y.Set(7, 0, math.Inf(1)) },
			"the desired outputs Y hold NaN or Inf; look for them in the data"},
		{"the last step of all", func(net *NeuralNetwork, d *Dataset) {
			net.Optimizer, net.BatchSize = updateTo(1e308), 10
		}, "(DenseLayer): the output holds NaN or Inf; try a smaller learning rate"},
	} {
		t.Run(c.name, func(t *testing.T) {
			net, train := tinyNetwork(1)
			_, validation := tinyNetwork(2)
			net.Epochs = 1
			c.spoil(net, validation)
			err := net.Fit(train, validation)
			wantError(t, err, "epoch 1, validation: ", c.words)
			if !errors.Is(err, ErrDiverged) {
				t.Errorf("%v does not wrap ErrDiverged", err)
			}
		})
	}
	t.Run("history", func(t *testing.T) { // of the epochs before
		net, d := tinyNetwork(1)
		net.Epochs = 9
		net.Metric = func(yTrue, yPred *Matrix) float64 {
			if len(net.History) == 4 {
				net.Params()[0].Value.Set(0, 0, math.NaN())
			}
			return 0
		}
		wantError(t, net.Fit(d, nil), "epoch 5, batch 3: ", "layer 1 (DenseLayer): the weights")
		if len(net.History) != 4 {
			t.Errorf("%d epochs in the history, want 4", len(net.History))
		}
	})
}

// updateTo is an optimizer that makes every number the same.
type updateTo float64

func (o updateTo) Update(p *Param) {
	p.Value.Map(func(float64) float64 { return float64(o) }, p.Value)
}

// TestTrainingStepDoesNotAllocate: after the first a step needs no new memory, however X is kept.
func TestTrainingStepDoesNotAllocate(t *testing.T) {
	for name, keep := range map[string]func(X *Matrix) *Matrix{
		"dense": (*Matrix).Dense, "index lists": (*Matrix).Sparse, "multi-hot": onesOf,
	} {
		net, d := wideNetwork(1, NewAdam(0.01))
		d.X = keep(d.X)
		var X, Y Matrix
		batch := newRand(1).Perm(d.Len())[:64]
		step := func() {
			p := net.ForwardPropagation(X.Gather(d.X, batch), true)
			if !finite(p) {
				panic("diverged")
			}
			net.BackwardPropagation(net.Loss.Derivative(Y.Gather(d.Y, batch), p))
			net.update()
		}
		step()
		if n := allocations(step); n != 0 {
			t.Errorf("%s: %d allocations a step", name, n)
		}
	}
}

// lyingLayer returns rows and columns other than it says.
type lyingLayer struct {
	BaseLayer
	rows, cols int // too many
}

func (l *lyingLayer) OutputShape() int { return l.InputShape() }
func (l *lyingLayer) ForwardPropagation(X *Matrix, training bool) *Matrix {
	return NewMatrix(X.Rows+l.rows, X.Cols+l.cols)
}
func (l *lyingLayer) BackwardPropagation(dY *Matrix) *Matrix { return dY }

// silentLayer has no output.
type silentLayer struct{ lyingLayer }

func (l *silentLayer) ForwardPropagation(X *Matrix, training bool) *Matrix { return nil }

// wrongBack is a layer whose way back leaves the given matrices, whatever they are.
type wrongBack struct {
	BaseLayer
	gain Param
	dX   *Matrix
}

func (l *wrongBack) OutputShape() int                                    { return l.InputShape() }
func (l *wrongBack) Params() []*Param                                    { return []*Param{&l.gain} }
func (l *wrongBack) ForwardPropagation(X *Matrix, training bool) *Matrix { return X }
func (l *wrongBack) BackwardPropagation(dY *Matrix) *Matrix              { return l.dX }

// noDerivative is a loss without one.
type noDerivative struct{ MeanSquaredError }

func (l *noDerivative) Derivative(yTrue, yPred *Matrix) *Matrix { return nil }

func TestNetworkPanics(t *testing.T) {
	loss, optimizer := new(MeanSquaredError), NewSGD(0.1, 0)
	data := func(n, x, y int) *Dataset { return &Dataset{X: NewMatrix(n, x), Y: NewMatrix(n, y)} }
	net := func() *NeuralNetwork { n, _ := tinyNetwork(1); return n }
	empty := func() *NeuralNetwork { return NewNeuralNetwork(2, loss, optimizer, newRand(1)) }
	relu := NewReLUActivation()
	wrong := func(dX, dGain *Matrix) *NeuralNetwork {
		l := &wrongBack{dX: dX, gain: Param{Name: "gain", Value: NewMatrix(1, 3), Grad: dGain}}
		return empty().Add(NewDenseLayer(3), l, NewDenseLayer(1))
	}
	for _, c := range []struct {
		name  string
		f     func()
		words []string
	}{
		{"no inputs",
			func() { NewNeuralNetwork(0, loss, optimizer, newRand(1)) },
			[]string{"NewNeuralNetwork", "input shape 0"}},
		{"no loss",
			func() { NewNeuralNetwork(1, nil, optimizer, newRand(1)) },
			[]string{"NewNeuralNetwork", "loss <nil>"}},
		{"no optimizer",
			func() { NewNeuralNetwork(1, loss, nil, newRand(1)) },
			[]string{"NewNeuralNetwork", "optimizer <nil>"}},
		{"no generator",
			func() { NewNeuralNetwork(1, loss, optimizer, nil) },
			[]string{"NewNeuralNetwork", "none nil"}},
		{"no units", func() { NewDenseLayer(0) }, []string{"NewDenseLayer", "0 units"}},
		{"no layer",
			func() { empty().Add(NewDenseLayer(1), nil) }, []string{"Add", "layer 2 is nil"}},
		{"a layer twice", func() { empty().Add(NewDenseLayer(3), relu, NewDenseLayer(1), relu) },
			[]string{"Add", "layer 4", "ReLUActivation", "layer 2"}},
		{"forward without layers",
			func() { empty().ForwardPropagation(NewMatrix(1, 2), true) },
			[]string{"ForwardPropagation", "no layers"}},
		{"fit without layers", func() { empty().Fit(data(1, 2, 2), nil) }, []string{"no layers"}},
		{"input width", func() { net().ForwardPropagation(NewMatrix(5, 3), true) },
			[]string{"ForwardPropagation", "layer 1 (DenseLayer)", "(5, 3)", "2 columns"}},
		{"predict width",
			func() { net().Predict(NewMatrix(5, 3)) },
			[]string{"layer 1 (DenseLayer)", "(5, 3)", "2 columns"}},
		{"a layer with other rows",
			func() { net().Add(&lyingLayer{rows: 1}).Predict(NewMatrix(5, 2)) },
			[]string{"ForwardPropagation", "layer 4 (lyingLayer)", "output (6, 1)", "want (5, 1)"}},
		{"a layer with other columns",
			func() { net().Add(&lyingLayer{cols: 2}).Predict(NewMatrix(5, 2)) },
			[]string{"ForwardPropagation", "layer 4 (lyingLayer)", "output (5, 3)", "want (5, 1)"}},
		{"a layer without an output",
			func() { net().Add(&silentLayer{}).Predict(NewMatrix(5, 2)) },
			[]string{"ForwardPropagation", "layer 4 (silentLayer)", "output nil", "want (5, 1)"}},
		{"a layer without an input error",
			func() { wrong(nil, NewMatrix(1, 3)).Fit(data(4, 2, 1), nil) },
			[]string{"BackwardPropagation", "layer 2 (wrongBack)", "input error nil", "want (4, 3)"}},
		{"a layer with another input error",
			func() { wrong(NewMatrix(3, 4), NewMatrix(1, 3)).Fit(data(4, 2, 1), nil) },
			[]string{"BackwardPropagation", "layer 2 (wrongBack)", "error (3, 4), want (4, 3)"}},
		{"a first layer with another input error", func() {
			l := &wrongBack{dX: NewMatrix(4, 3)}
			l.gain = Param{Name: "gain", Value: NewMatrix(1, 1), Grad: NewMatrix(1, 1)}
			empty().Add(l, NewDenseLayer(1)).Fit(data(4, 2, 1), nil)
		}, []string{"layer 1 (wrongBack)", "input error (4, 3), want (4, 2)"}},
		{"a layer without a gradient",
			func() { wrong(NewMatrix(4, 3), nil).Fit(data(4, 2, 1), nil) },
			[]string{"BackwardPropagation", "layer 2 (wrongBack)", "gain nil, want (1, 3)"}},
		{"a layer with another gradient, whose surplus would go into the next column of J",
			func() {
				wrong(NewMatrix(1, 3), NewMatrix(1, 4)).FitLevenbergMarquardt(data(4, 2, 1), nil)
			},
			[]string{"BackwardPropagation", "layer 2 (wrongBack)", "gain (1, 4), want (1, 3)"}},
		{"a trace of it", func() { wrong(NewMatrix(4, 3), nil).Trace(data(4, 2, 1)) },
			[]string{"BackwardPropagation", "layer 2 (wrongBack)", "gain nil, want (1, 3)"}},
		{"a loss without a derivative", func() {
			NewNeuralNetwork(2, new(noDerivative), optimizer, newRand(1)).Add(NewDenseLayer(1)).
				Fit(data(4, 2, 1), nil)
		}, []string{"DenseLayer", "BackwardPropagation", "output error nil", "(4, 1)"}},
		{"fit width of X",
			func() { net().Fit(data(4, 3, 1), nil) },
			[]string{"training data", "(4, 3)", "(4, 1)", "2 and 1 columns"}},
		{"fit width of Y",
			func() { net().Fit(data(4, 2, 2), nil) },
			[]string{"training data", "(4, 2) and Y (4, 2)", "2 and 1 columns"}},
		{"fit width of the validation set",
			func() { net().Fit(data(4, 2, 1), data(4, 1, 1)) },
			[]string{"validation data", "(4, 1)"}},
		{"fit with no examples",
			func() { net().Fit(data(0, 2, 1), nil) }, []string{"training data", "no examples"}},
		{"fit with an empty validation set",
			func() { net().Fit(data(1, 2, 1), data(0, 2, 1)) },
			[]string{"validation data", "no examples"}},
		{"fit with no data",
			func() { net().Fit(nil, nil) }, []string{"training", "dataset is nil"}},
		{"fit with no Y",
			func() { net().Fit(&Dataset{X: NewMatrix(1, 2)}, nil) }, []string{"training", "Y nil"}},
		{"fit with rows that differ",
			func() { net().Fit(&Dataset{X: NewMatrix(3, 2), Y: NewMatrix(4, 1)}, nil) },
			[]string{"training", "(3, 2)", "(4, 1)"}},
		{"fit with a Y that has not all its numbers", func() {
			net().Fit(&Dataset{X: NewMatrix(4, 2), Y: &Matrix{Rows: 4, Cols: 1, Data: []float64{1}}}, nil)
		}, []string{"training", "(4, 1) matrix has 1 numbers in Data"}},
		{"fit with an X that has too many", func() {
			net().Fit(&Dataset{X: &Matrix{Rows: 1, Cols: 2, Data: make([]float64, 3)}, Y: NewMatrix(1, 1)}, nil)
		}, []string{"training", "(1, 2) matrix has 3 numbers in Data"}},
		{"score width", func() { net().Score(data(4, 5, 1)) }, []string{"scoring data", "(4, 5)"}},
		{"check width",
			func() { CheckNetwork(net(), data(4, 5, 1)) }, []string{"CheckNetwork", "(4, 5)"}},
		{"batch size 0",
			func() { n := net(); n.BatchSize = 0; n.Fit(data(4, 2, 1), nil) },
			[]string{"MiniBatches", "BatchSize is 0"}},
		{"batch size -1",
			func() { n := net(); n.BatchSize = -1; n.MiniBatches(data(4, 2, 1)) },
			[]string{"MiniBatches", "BatchSize is -1"}},
		{"epochs -1",
			func() { n := net(); n.Epochs = -1; n.Fit(data(4, 2, 1), nil) },
			[]string{"training", "Epochs is -1, want 0 or more"}},
		{"batches of no data", func() { net().MiniBatches(nil) }, []string{"MiniBatches", "nil"}},
		{"backward before forward",
			func() { net().BackwardPropagation(NewMatrix(3, 1)) },
			[]string{"DenseLayer", "BackwardPropagation before ForwardPropagation"}},
		{"backward of another batch", func() {
			n := net()
			n.ForwardPropagation(NewMatrix(3, 2), true)
			n.BackwardPropagation(NewMatrix(4, 1))
		}, []string{"DenseLayer", "BackwardPropagation", "(4, 1)", "(3, 1)"}},
		{"forward before Initialize",
			func() { NewDenseLayer(2).ForwardPropagation(NewMatrix(1, 1), true) },
			[]string{"DenseLayer", "before Initialize"}},
	} {
		t.Run(c.name, func(t *testing.T) { mustPanicWith(t, c.f, append(c.words, "nn: ")...) })
	}
	for _, c := range layerTable {
		mustPanicWith(t, func() { readyLayer(c.make).BackwardPropagation(NewMatrix(1, 1)) },
			"nn: ", "BackwardPropagation before ForwardPropagation")
		l := readyLayer(c.make)
		l.ForwardPropagation(NewMatrix(3, layerInputs), true)
		mustPanicWith(t, func() { l.BackwardPropagation(NewMatrix(3, layerInputs+1)) },
			"nn: ", "BackwardPropagation", "(3, 5)", fmt.Sprintf("(3, %d)", l.OutputShape()))
	}
}

// TestREADMESnippets: every piece of Go in the README is in an example, and what it says is
// printed is what the example's output is checked against.
func TestREADMESnippets(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	examples := ""
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		examples += string(text)
	}
	indented := func(prefix, text string) string {
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			lines[i] = strings.TrimRight(prefix+line, " \t")
		}
		return strings.Join(lines, "\n")
	}
	block := regexp.MustCompile("(?s)\n```go\n(.*?)\n```\n(?:\n```\n(.*?)\n```\n)?")
	blocks := block.FindAllStringSubmatch(string(readme), -1)
	if len(blocks) == 0 {
		t.Error("the README has no piece of Go")
	}
	for _, b := range blocks {
		code, output := indented("\t", b[1]), indented("\t// ", b[2])
		at := strings.Index(examples, "{\n"+code+"\n")
		if at < 0 {
			t.Errorf("no example has the README's\n%s", b[1])
		} else if rest := examples[at+len("{\n"+code+"\n"):]; b[2] != "" &&
			!strings.HasPrefix(rest, "\t// Output:\n"+output+"\n}") {
			t.Errorf("the README says that this is printed:\n%s\nthe example:\n%.300s", b[2], rest)
		}
	}
}
