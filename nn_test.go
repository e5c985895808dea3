// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
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

// waysToKeep are the ways to keep a matrix in memory, which make no difference to any result. The
// tests of an extension append theirs.
var waysToKeep = []wayToKeep{{"a copy", (*Matrix).Clone}}

type wayToKeep struct {
	name string
	keep func(*Matrix) *Matrix
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

// processors sets GOMAXPROCS for a test.
func processors(t testing.TB, n int) {
	t.Helper()
	before := runtime.GOMAXPROCS(n)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
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

// wantError checks that err says all words.
func wantError(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one that says %q", words)
	}
	if !strings.HasPrefix(err.Error(), "nn: ") {
		t.Errorf("got error %q, want one that begins with nn:", err)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("got error %q, want it to contain %q", err, word)
		}
	}
}

func mustPanicWith(t *testing.T, f func(), words ...string) {
	t.Helper()
	defer func() {
		t.Helper()
		message := fmt.Sprint(recover())
		for _, word := range words {
			if !strings.Contains(message, word) {
				t.Errorf("panic %q does not say %q", message, word)
			}
		}
	}()
	f()
}

// column returns the matrix (n, 1) of the given numbers.
func column(v ...float64) *Matrix { return &Matrix{Rows: len(v), Cols: 1, Data: v} }

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
	net.Metric, net.Epochs, net.BatchSize = new(MeanSquaredError).Loss, 3, 4
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

// withZeros returns a matrix of which a share of zeros are zero, some of them -0.
func withZeros(rows, cols int, zeros float64, rng *rand.Rand) *Matrix {
	m := normal(NewMatrix(rows, cols), rng)
	for i := range m.Data {
		if rng.Float64() < zeros {
			m.Data[i] = math.Copysign(0, rng.Float64()-0.3)
		}
	}
	return m
}

type layerCase struct {
	name string
	make func() Layer
}

// layerTable has every layer that computes the same each time. What holds for all layers is tested
// on all of them. The tests of an extension append theirs.
var layerTable = []layerCase{
	{"dense", func() Layer { return NewDenseLayer(3) }},
	{"dense, one unit", func() Layer { return NewDenseLayer(1) }},
	{"relu", func() Layer { return NewReLUActivation() }},
	{"sigmoid", func() Layer { return NewSigmoidActivation() }},
	{"tanh", func() Layer { return NewTanhActivation() }},
	{"identity", identity},
	{"softmax", func() Layer { return NewSoftmaxActivation() }},
	{"a function of one's own", func() Layer {
		return &ActivationLayer{
			ActivationFunction: func(x float64) float64 { return x * x * x },
			Derivative:         func(x float64) float64 { return 3 * x * x },
		}
	}},
}

// identity returns a layer that passes its input on.
func identity() Layer {
	return &ActivationLayer{
		ActivationFunction: func(x float64) float64 { return x },
		Derivative:         func(float64) float64 { return 1 },
	}
}

// layerInputs is the number of columns of the layers' inputs in these tests.
const layerInputs = 4

// readyLayer returns the layer with random parameters, the same ones each time.
func readyLayer(make func() Layer) Layer {
	l := make()
	l.SetInputShape(layerInputs)
	if l, ok := l.(initialized); ok {
		l.Initialize(newRand(1))
	}
	for i, p := range l.Params() {
		normal(p.Value, newRand(uint64(2+i)))
	}
	return l
}

// passOf is what one pass forward and back leaves behind.
type passOf struct {
	Y, dX *Matrix
	grads []*Matrix
}

func pass(l Layer, X, dY *Matrix) passOf {
	Y := l.ForwardPropagation(X, true).Clone()
	dX := l.BackwardPropagation(dY).Clone()
	return passOf{Y, dX, clones(l.Params(), gradOf)}
}

func (a passOf) sameBits(b passOf) bool {
	for i := range a.grads {
		if !sameBits(a.grads[i], b.grads[i]) {
			return false
		}
	}
	return sameBits(a.Y, b.Y) && sameBits(a.dX, b.dX)
}

func TestLayerGradients(t *testing.T) {
	for _, c := range layerTable {
		t.Run(c.name, func(t *testing.T) {
			for seed := range uint64(3) {
				l := c.make()
				report := CheckLayer(l, layerInputs, newRand(seed))
				if err := report.Err(); err != nil {
					t.Errorf("seed %d: %v", seed, err)
				}
				want := 0 // batches of 5, 4 and 3 rows, but none like the 4 or out columns
				for n := range gradDraws {
					n += 3
					for n == layerInputs || n == l.OutputShape() {
						n++
					}
					want += n * layerInputs
				}
				for _, p := range l.Params() {
					want += gradDraws * p.Value.Rows * p.Value.Cols
				}
				if report.Checked != want || len(report.Kinks) > 0 {
					t.Errorf("seed %d: %d entries checked, want %d; kinks: %v", seed,
						report.Checked, want, report.Kinks)
				}
			}
		})
	}
}

// lossTable has every loss, with a last layer whose outputs it is made for.
var lossTable = []struct {
	name string
	make func() LossFunction
	last func() Layer
}{
	{"MeanSquaredError",
		func() LossFunction { return new(MeanSquaredError) },
		identity},
	{"SumSquaredError",
		func() LossFunction { return new(SumSquaredError) },
		func() Layer { return NewTanhActivation() }},
	{"BinaryCrossEntropy",
		func() LossFunction { return new(BinaryCrossEntropy) },
		func() Layer { return NewSigmoidActivation() }},
	{"CategoricalCrossEntropy",
		func() LossFunction { return new(CategoricalCrossEntropy) },
		func() Layer { return NewSoftmaxActivation() }},
}

// lossExamples returns n desired outputs of one class each, some of them undecided, and
// predictions for them.
func lossExamples(n int, seed uint64) (yTrue, yPred *Matrix) {
	rng := newRand(seed)
	softmax := readyLayer(func() Layer { return NewSoftmaxActivation() })
	yTrue, yPred = NewMatrix(n, 3),
		softmax.ForwardPropagation(normal(NewMatrix(n, 3), rng), false).Clone()
	for i := range n {
		yTrue.Set(i, rng.IntN(3), 1)
		if i%4 == 3 {
			copy(yTrue.Row(i), []float64{0.5, 0.25, 0.25})
		}
	}
	return yTrue, yPred
}

func TestLossGradients(t *testing.T) {
	for _, c := range lossTable {
		for seed := range uint64(3) {
			report := CheckLoss(c.make(), newRand(seed))
			if err := report.Err(); err != nil {
				t.Errorf("%s, seed %d: %v", c.name, seed, err)
			}
			if report.Checked != (6+5+4)*3 || len(report.Kinks) > 0 {
				t.Errorf("%s, seed %d: %d entries checked, kinks %v", c.name, seed, report.Checked,
					report.Kinks)
			}
		}
	}
}

type optimizerCase struct {
	name string
	make func() Optimizer
}

// optimizerTable has every optimizer. What holds for all is tested on all of them. The tests of an
// extension append theirs.
var optimizerTable = []optimizerCase{
	{"SGD", func() Optimizer { return NewSGD(0.1, 0) }},
	{"SGD with momentum", func() Optimizer { return NewSGD(0.1, 0.9) }},
	{"SGD, a literal", func() Optimizer { return &SGD{LearningRate: 0.1, Momentum: 0.5} }},
}

func TestMiniBatches(t *testing.T) {
	const n = 10
	d := &Dataset{X: NewMatrix(n, 2), Y: NewMatrix(n, 1)}
	for i := range n {
		d.X.Set(i, 0, float64(i))
		d.X.Set(i, 1, float64(-i))
		d.Y.Set(i, 0, float64(100+i))
	}
	ways := []*Dataset{d}
	for _, way := range waysToKeep {
		ways = append(ways, &Dataset{X: way.keep(d.X), Y: way.keep(d.Y)})
	}
	keptX, keptY := d.X.Clone(), d.Y.Clone()
	for _, d := range ways {
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

// meanAbsolute is a metric.
func meanAbsolute(yTrue, yPred *Matrix) float64 {
	sum := 0.0
	for i, y := range yTrue.Data {
		sum += math.Abs(y - yPred.Data[i])
	}
	return sum / float64(len(yTrue.Data))
}

// TestFitIsItsTenSteps: Fit gives the bits of the ten steps written out, and the history the
// numbers of the predictions on the way.
func TestFitIsItsTenSteps(t *testing.T) {
	net, d := tinyNetwork(1)
	net.Metric = meanAbsolute
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
			ValLoss: steps.Loss.Loss(validation.Y, p), ValMetric: meanAbsolute(validation.Y, p),
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

// TestFitAgain: ten trainings of one epoch are one of ten, with one history and the callbacks' state.
func TestFitAgain(t *testing.T) {
	for _, name := range []string{"no callback", "a callback that keeps the best weights"} {
		keeping := func() []Callback {
			if name == "no callback" {
				return nil
			}
			return []Callback{&bestWeights{}}
		}
		net, d := tinyNetwork(1)
		net.Epochs, net.Callbacks = 1, keeping()
		for range 10 {
			if err := net.Fit(d, nil); err != nil {
				t.Fatal(err)
			}
		}
		long, _ := tinyNetwork(1)
		long.Epochs, long.Callbacks = 10, keeping()
		if err := long.Fit(d, nil); err != nil {
			t.Fatal(err)
		}
		for i, p := range net.Params() {
			if !sameBits(p.Value, long.Params()[i].Value) {
				t.Errorf("%s: %s of ten trainings and of one ten times as long differ", name, p.Name)
			}
		}
		if len(net.History) != 10 {
			t.Fatalf("%s: history of %d epochs, want 10", name, len(net.History))
		}
		for i, r := range net.History {
			if r.Epoch != i+1 || r.Loss != long.History[i].Loss || r.Metric != long.History[i].Metric {
				t.Errorf("%s: record %d is %+v, want %+v", name, i, r, long.History[i])
			}
			if !math.IsNaN(r.ValLoss) || !math.IsNaN(r.ValMetric) {
				t.Errorf("without a validation set the record is %+v", r)
			}
		}
	}
	net, d := tinyNetwork(1)
	net.Epochs, net.Metric = 0, nil
	if err := net.Fit(d, nil); err != nil || len(net.History) != 0 {
		t.Errorf("no epochs: %v, %v", net.History, err)
	}
	net.Epochs = 1
	if err := net.Fit(d, d); err != nil || !math.IsNaN(net.History[0].Metric) ||
		!math.IsNaN(net.History[0].ValMetric) || !math.IsNaN(net.Score(d)) {
		t.Errorf("without a metric: %+v, %v", net.History, err)
	}
	net.History = nil
	if err := net.Fit(d, d); err != nil || len(net.History) != 1 || net.History[0].Epoch != 1 {
		t.Errorf("after History = nil: %+v, %v", net.History, err)
	}
}

// bestWeights is the callback of an Example in ten lines: it keeps a copy of the best weights.
type bestWeights struct {
	loss    float64
	weights []*Matrix
}

func (c *bestWeights) EndEpoch(net *NeuralNetwork, r EpochRecord) error {
	if c.weights == nil || r.Loss < c.loss {
		c.loss, c.weights = r.Loss, clones(net.Params(), valueOf)
	}
	return nil
}

// TestFitLeavesTheDataAlone, in whatever way it is kept.
func TestFitLeavesTheDataAlone(t *testing.T) {
	for _, way := range waysToKeep {
		net, d := wideNetwork(1, NewSGD(0.1, 0.9))
		d.X, d.Y = way.keep(d.X), way.keep(d.Y)
		X, Y := d.X.Clone(), d.Y.Clone()
		if err := net.Fit(d, d); err != nil {
			t.Fatal(err)
		}
		net.Score(d)
		if !sameBits(d.X, X) || !sameBits(d.Y, Y) {
			t.Errorf("%s: training has changed the data", way.name)
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
		if math.IsNaN(h[i].LearningRate) { // of an optimizer without one; NaN is not equal to itself
			h[i].LearningRate = 0
		}
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

// someOptimizers returns optimizerTable, or its last row alone under -short.
func someOptimizers() []optimizerCase {
	if testing.Short() {
		return optimizerTable[len(optimizerTable)-1:]
	}
	return optimizerTable
}

// TestSameSeedSameBits: two trainings with one seed are the same, two seeds differ.
func TestSameSeedSameBits(t *testing.T) {
	for _, c := range someOptimizers() {
		net, d := wideNetwork(1, c.make())
		want, wantHistory := trained(t, net, d)
		net, d = wideNetwork(1, c.make())
		params, h := trained(t, net, d)
		wantSameTraining(t, c.name, params, want, h, wantHistory)
		net, d = wideNetwork(2, c.make())
		if params, _ := trained(t, net, d); sameBits(params[0], want[0]) {
			t.Errorf("%s: another seed gives the same bits", c.name)
		}
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
	for _, way := range waysToKeep {
		if !sameBits(net.Predict(way.keep(X)), all) {
			t.Errorf("%s give other predictions", way.name)
		}
	}
	if empty := net.Predict(NewMatrix(0, 2)); empty.shape() != "(0, 1)" {
		t.Errorf("the prediction for no rows is %s", empty.shape())
	}
}

func TestScore(t *testing.T) {
	net, d := tinyNetwork(1)
	if got, want := net.Score(d), new(MeanSquaredError).Loss(d.Y, net.Predict(d.X)); got != want {
		t.Errorf("Score = %v, want %v", got, want)
	}
	net.Metric = func(yTrue, yPred *Matrix) float64 { return float64(1000*yTrue.Rows + yPred.Rows) }
	if got := net.Score(d); got != 10010 {
		t.Errorf("Score = %v of 10 and 10 rows", got)
	}
}

func TestEpochRecordString(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		r    EpochRecord
		want string
	}{
		{EpochRecord{Epoch: 3, Loss: 0.12345, Metric: 0.5, ValLoss: 2, ValMetric: 1,
			Seconds: 1.239},
			"epoch 3  loss 0.1235  metric 0.5000  val_loss 2.0000  val_metric 1.0000  1.24 s"},
		{EpochRecord{Epoch: 12, Loss: 1, Metric: 0.5, ValLoss: nan, ValMetric: nan},
			"epoch 12  loss 1.0000  metric 0.5000  0.00 s"},
		{EpochRecord{Epoch: 1, Loss: 1, Metric: nan, ValLoss: 0.25, ValMetric: nan},
			"epoch 1  loss 1.0000  val_loss 0.2500  0.00 s"},
		{EpochRecord{Epoch: 1, Loss: 1.23456e40, Metric: -2e-5, ValLoss: math.Inf(1), ValMetric: -123456789},
			"epoch 1  loss 1.2346e+40  metric 0.0000  val_loss +Inf  val_metric -123456789.0000  0.00 s"},
	} {
		if got := c.r.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestVerbose: to anything but a terminal Fit writes one line an epoch, and to nil nothing.
func TestVerbose(t *testing.T) {
	var b bytes.Buffer
	net, d := tinyNetwork(1)
	net.Verbose = &b
	if err := net.Fit(d, d); err != nil {
		t.Fatal(err)
	}
	number := `-?\d+\.\d{4}`
	lines := ""
	for epoch := 1; epoch <= net.Epochs; epoch++ {
		lines += fmt.Sprintf(`epoch %d  loss %s  metric %s  val_loss %s  val_metric %s  \d+\.\d\d s\n`,
			epoch, number, number, number, number)
	}
	if got := b.String(); !regexp.MustCompile(`^` + lines + `$`).MatchString(got) {
		t.Errorf("got\n%s\nwant the form\n%s", got, lines)
	}
	if !strings.HasPrefix(b.String(), net.History[0].String()+"\n") {
		t.Errorf("got\n%s\nwant the records of the history", b.String())
	}

	f, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	net, d = tinyNetwork(1)
	net.Verbose = f
	if err := net.Fit(d, nil); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(f.Name()); strings.Count(string(text), "\n") != 3 ||
		strings.ContainsAny(string(text), "\r\x1b") {
		t.Errorf("a file gets %q", text)
	}
}

// watcher is a callback that writes down what it is told, and answers with errors.
type watcher struct {
	told                  []string
	epochError, endsBatch error
	epoch, batch          int // when it answers with them
}

func (w *watcher) tell(format string, args ...any) {
	w.told = append(w.told, fmt.Sprintf(format, args...))
}

func (w *watcher) BeginTraining(net *NeuralNetwork, train, validation *Dataset) {
	w.tell("begin %d %v", train.Len(), validation == nil)
}

func (w *watcher) EndBatch(net *NeuralNetwork, b BatchRecord) error {
	w.tell("%d.%d %d/%d", b.Epoch, b.Batch, b.Done, b.Examples)
	if b.Batch == w.batch && b.Epoch == w.epoch {
		return w.endsBatch
	}
	return nil
}

func (w *watcher) EndEpoch(net *NeuralNetwork, r EpochRecord) error {
	w.tell("epoch %d of %d", r.Epoch, len(net.History))
	if r.Epoch == w.epoch {
		return w.epochError
	}
	return nil
}

func (w *watcher) EndTraining(net *NeuralNetwork, err error) { w.tell("end %v", err) }

// TestCallbacks: what callbacks are told, in which order, and what their errors do.
func TestCallbacks(t *testing.T) {
	broken := errors.New("broken")
	first := "begin 10 true, 1.1 4/10, 1.2 8/10, 1.3 10/10, epoch 1 of 1, "
	for _, c := range []struct {
		name    string
		w       watcher
		want    string
		err     error
		verbose string // the last line
	}{
		{"none", watcher{}, first + "2.1 4/10, 2.2 8/10, 2.3 10/10, epoch 2 of 2, end <nil>", nil, "epoch 2 "},
		{"stop after an epoch", watcher{epochError: fmt.Errorf("%w: enough", ErrStop), epoch: 1},
			first + "end <nil>", nil, "stopped: enough"},
		{"stop within an epoch", watcher{endsBatch: ErrStop, epoch: 2, batch: 1},
			first + "2.1 4/10, end <nil>", nil, "stopped"},
		{"error after an epoch", watcher{epochError: broken, epoch: 1}, first + "end broken", broken, "epoch 1 "},
		{"error within an epoch", watcher{endsBatch: broken, epoch: 1, batch: 2},
			"begin 10 true, 1.1 4/10, 1.2 8/10, end broken", broken, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			net, d := tinyNetwork(1)
			var said bytes.Buffer
			net.Epochs, net.Verbose, net.Callbacks = 2, &said, []Callback{&c.w}
			if err := net.Fit(d, nil); !errors.Is(err, c.err) || (err == nil) != (c.err == nil) {
				t.Errorf("error %v, want %v", err, c.err)
			}
			if got := strings.Join(c.w.told, ", "); got != c.want {
				t.Errorf("told\n%s\nwant\n%s", got, c.want)
			}
			lines := strings.Split(strings.TrimSpace(said.String()), "\n")
			if last := lines[len(lines)-1]; !strings.HasPrefix(last, c.verbose) {
				t.Errorf("the last line is %q, want %q", last, c.verbose)
			}
		})
	}
	t.Run("divergence", func(t *testing.T) {
		net, d := tinyNetwork(1)
		w := &watcher{}
		net.Callbacks = []Callback{w}
		d.X.Set(0, 0, math.NaN())
		err := net.Fit(d, nil)
		if last := w.told[len(w.told)-1]; !errors.Is(err, ErrDiverged) || last != fmt.Sprint("end ", err) {
			t.Errorf("error %v, told %v", err, w.told)
		}
	})
	t.Run("panic", func(t *testing.T) {
		net, d := tinyNetwork(1)
		w := &watcher{}
		net.Callbacks = []Callback{w}
		net.Metric = func(yTrue, yPred *Matrix) float64 {
			if len(w.told) > 0 {
				panic("nn: a metric that panics")
			}
			return 0
		}
		mustPanicWith(t, func() { net.Fit(d, nil) }, "a metric that panics")
		if last := w.told[len(w.told)-1]; !strings.HasPrefix(last, "end ") {
			t.Errorf("told %v, want an end", w.told)
		}
	})
	t.Run("several", func(t *testing.T) { // all hear of the epoch, and an error outranks a stop
		for _, order := range [][2]error{{ErrStop, broken}, {broken, ErrStop}} {
			net, d := tinyNetwork(1)
			a, b := &watcher{epochError: order[0], epoch: 1}, &watcher{epochError: order[1], epoch: 1}
			net.Callbacks = []Callback{a, b}
			if err := net.Fit(d, nil); err != broken {
				t.Errorf("error %v of %v, want broken", err, order)
			}
			if !slices.Equal(a.told, b.told) {
				t.Errorf("the first is told %v and the second %v", a.told, b.told)
			}
		}
	})
}

// divergences are trainings whose numbers become NaN or infinite, and when.
var divergences = []struct {
	name  string
	spoil func(net *NeuralNetwork, d *Dataset)
	when  string // part of the error
	where string // what explains it, in another part of the error
}{
	{"learning rate", func(net *NeuralNetwork, d *Dataset) { net.Optimizer = NewSGD(1e6, 0) },
		"batch ", "DenseLayer): the "},
	{"learning rate so large that one step is enough", func(net *NeuralNetwork, d *Dataset) {
		net.Optimizer, net.BatchSize = NewSGD(math.MaxFloat64, 0), 10
		d.Y.Scale(100, d.Y)
	}, "epoch 1, batch 1: ", "layer 1 (DenseLayer): the weights contain NaN or Inf; try a smaller learning rate"},
	{"infinite weight",
		func(net *NeuralNetwork, d *Dataset) { net.Params()[2].Value.Set(1, 0, math.Inf(1)) },
		"epoch 1, batch 1: ", "layer 3 (DenseLayer): the weights contain"},
	{"outputs that overflow", func(net *NeuralNetwork, d *Dataset) {
		net.Params()[2].Value.Map(func(float64) float64 { return 1e308 }, net.Params()[2].Value)
		net.Params()[3].Value.Set(0, 0, 1e308)
	}, "epoch 1, batch 1: ", "layer 3 (DenseLayer): the output contains"},
	{"a loss that overflows", func(net *NeuralNetwork, d *Dataset) {
		net.Optimizer = NewSGD(0, 0)
		d.Y.Scale(1e200, d.Y)
	}, "epoch 1, batch 3: ", "the loss is not finite"},
	{"an infinite input of a sigmoid before its loss, whose output is finite",
		func(net *NeuralNetwork, d *Dataset) {
			net.Loss = new(BinaryCrossEntropy)
			for i := range d.Y.Data {
				d.Y.Data[i] = float64(i % 2)
			}
			net.Add(NewSigmoidActivation()).Params()[3].Value.Set(0, 0, math.Inf(1))
		}, "epoch 1, batch 1: ", "layer 3 (DenseLayer): the biases contain"},
	{"NaN in X", func(net *NeuralNetwork, d *Dataset) { d.X.Set(7, 1, math.NaN()) },
		"epoch 1, batch ", "the inputs X contain NaN or Inf; look for them in the data"},
	{"Inf in X without tanh", func(net *NeuralNetwork, d *Dataset) {
		d.X.Set(7, 1, math.Inf(1))
		d.X.Set(3, 0, math.Inf(-1))
		*net = *NewNeuralNetwork(2, net.Loss, net.Optimizer, newRand(1)).Add(NewDenseLayer(1))
	}, "epoch 1, batch ", "the inputs X contain"},
	{"NaN in Y", func(net *NeuralNetwork, d *Dataset) { d.Y.Set(7, 0, math.NaN()) },
		"epoch 1, batch ", "the targets Y contain NaN or Inf; look for them in the data"},
}

// validationDivergences are trainings whose validation set shows NaN or Inf, and what explains it.
var validationDivergences = []struct {
	name  string
	spoil func(net *NeuralNetwork, validation *Dataset)
	where string
}{
	{"NaN in validation inputs", func(net *NeuralNetwork, d *Dataset) { d.X.Set(7, 1, math.NaN()) },
		"the inputs X contain NaN or Inf; look for them in the data"},
	{"Inf in validation outputs", func(net *NeuralNetwork, d *Dataset) { d.Y.Set(7, 0, math.Inf(1)) },
		"the targets Y contain NaN or Inf; look for them in the data"},
	{"the last step of all", func(net *NeuralNetwork, d *Dataset) {
		net.Optimizer, net.BatchSize = updateTo(1e308), 10
	}, "(DenseLayer): the output contains NaN or Inf; try a smaller learning rate"},
}

func TestDiverged(t *testing.T) { testDiverged(t, false) }

// testDiverged looks for the explanations as well, if there are any.
func testDiverged(t *testing.T, explained bool) {
	for _, c := range divergences {
		for _, way := range waysToKeep {
			t.Run(c.name+"/"+way.name, func(t *testing.T) {
				net, d := tinyNetwork(1)
				c.spoil(net, d)
				d.X, net.Epochs = way.keep(d.X), 50
				wantDivergence(t, net.Fit(d, nil), c.when, c.where, explained)
			})
		}
	}
	for _, c := range validationDivergences {
		t.Run(c.name, func(t *testing.T) {
			net, train := tinyNetwork(1)
			_, validation := tinyNetwork(2)
			net.Epochs = 1
			c.spoil(net, validation)
			wantDivergence(t, net.Fit(train, validation), "epoch 1, validation: ", c.where, explained)
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
		wantDivergence(t, net.Fit(d, nil), "epoch 5, batch 3: ", "layer 1 (DenseLayer): the weights", explained)
		if len(net.History) != 4 {
			t.Errorf("%d epochs in the history, want 4", len(net.History))
		}
	})
}

func wantDivergence(t *testing.T, err error, when, where string, explained bool) {
	t.Helper()
	if !errors.Is(err, ErrDiverged) {
		t.Errorf("%v does not wrap ErrDiverged", err)
	}
	if !explained {
		where = ""
	}
	wantError(t, err, "nn: epoch ", when, where)
}

// updateTo is an optimizer that makes every number the same.
type updateTo float64

func (o updateTo) Update(p *Param) {
	p.Value.Map(func(float64) float64 { return float64(o) }, p.Value)
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

// wrongNetwork returns a network with a wrongBack in the middle.
func wrongNetwork(dX, dGain *Matrix) *NeuralNetwork {
	l := &wrongBack{dX: dX, gain: Param{Name: "gain", Value: NewMatrix(1, 3), Grad: dGain}}
	return NewNeuralNetwork(2, new(MeanSquaredError), NewSGD(0.1, 0), newRand(1)).
		Add(NewDenseLayer(3), l, NewDenseLayer(1))
}

// noDerivative is a loss without one.
type noDerivative struct{ MeanSquaredError }

func (l *noDerivative) Derivative(yTrue, yPred *Matrix) *Matrix { return nil }

func TestNetworkPanics(t *testing.T) {
	loss, optimizer := new(MeanSquaredError), NewSGD(0.1, 0)
	data := func(n, x, y int) *Dataset { return &Dataset{X: NewMatrix(n, x), Y: NewMatrix(n, y)} }
	net := func() *NeuralNetwork { n, _ := tinyNetwork(1); return n }
	empty := func() *NeuralNetwork { return NewNeuralNetwork(2, loss, optimizer, newRand(1)) }
	relu := NewReLUActivation()
	wrong := wrongNetwork
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
		{"a layer with another gradient",
			func() { wrong(NewMatrix(4, 3), NewMatrix(1, 4)).Fit(data(4, 2, 1), nil) },
			[]string{"BackwardPropagation", "layer 2 (wrongBack)", "gain (1, 4), want (1, 3)"}},
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
		{"the loss before a forward pass", func() { net().BackpropagateLoss(NewMatrix(3, 1), NewMatrix(3, 1)) },
			[]string{"BackpropagateLoss", "(3, 1)", "last forward pass"}},
		{"the loss of another batch", func() {
			n := net()
			n.ForwardPropagation(NewMatrix(4, 2), true)
			n.BackpropagateLoss(NewMatrix(3, 1), NewMatrix(3, 1))
		}, []string{"BackpropagateLoss", "(3, 1)", "last forward pass"}},
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

// smallNetwork returns a network of two hidden layers for inputs of 3 columns, and eight examples
// for it.
func smallNetwork(seed uint64, hidden func() Layer, last Layer, loss LossFunction,
	outputs int) (*NeuralNetwork, *Dataset) {
	rng := newRand(seed)
	net := NewNeuralNetwork(3, loss, NewSGD(0.1, 0), rng)
	net.Add(NewDenseLayer(5), hidden(), NewDenseLayer(4), hidden(), NewDenseLayer(outputs), last)
	d := &Dataset{X: normal(NewMatrix(8, 3), rng), Y: NewMatrix(8, outputs)}
	for i := range d.Len() {
		d.Y.Set(i, rng.IntN(outputs), 1)
	}
	return net, d
}
