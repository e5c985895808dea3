// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

var noNumber = math.NaN()

type stoppingCase struct {
	name     string
	curve    []float64
	stopping EarlyStopping
	stop     int // the epoch after which training ends, 0 if it goes on
	best     int
}

var stoppingCases = []stoppingCase{
	{"the curve of the documentation",
		[]float64{5, 6, 4, 5, 3, 4, 5, 6}, EarlyStopping{Patience: 2}, 7, 5},
	{"ever worse", []float64{1, 2, 3, 4}, EarlyStopping{Patience: 2}, 3, 1},
	{"no change", []float64{3, 3, 3, 3}, EarlyStopping{Patience: 3}, 4, 1},
	{"ever better", []float64{4, 3, 2, 1}, EarlyStopping{Patience: 1}, 0, 4},
	{"below the best one only", []float64{3, 5, 4, 2, 5}, EarlyStopping{Patience: 3}, 0, 4},
	{"better than before, not than the best",
		[]float64{3, 5, 4, 3.5, 2}, EarlyStopping{Patience: 3}, 4, 1},
	{"negative", []float64{-1, -3, -2, -1}, EarlyStopping{Patience: 2}, 4, 2},
	{"patience 1", []float64{3, 2, 2, 1}, EarlyStopping{Patience: 1}, 3, 2},
	{"patience 0 is as 1: there must be an epoch to judge",
		[]float64{3, 2, 2, 1}, EarlyStopping{}, 3, 2},

	{"better by less than MinDelta",
		[]float64{5, 4.9, 4.8, 4.7}, EarlyStopping{Patience: 2, MinDelta: 0.5}, 3, 1},
	{"better by MinDelta",
		[]float64{5, 4.5, 4.5, 1}, EarlyStopping{Patience: 2, MinDelta: 0.5}, 3, 1},
	{"better by MinDelta in small steps",
		[]float64{5, 4.8, 4.6, 4.4, 4.2}, EarlyStopping{Patience: 3, MinDelta: 0.5}, 0, 4},
	{"larger by MinDelta",
		[]float64{1, 1.25, 1.75, 2}, EarlyStopping{Patience: 2, MinDelta: 0.5, Mode: Max}, 0, 3},

	{"mode max",
		[]float64{0.5, 0.6, 0.55, 0.6, 0.7}, EarlyStopping{Patience: 2, Mode: Max}, 4, 2},
	{"a metric is to be large",
		[]float64{0.5, 0.6, 0.55, 0.58}, EarlyStopping{Patience: 2, Monitor: ValMetric}, 4, 2},
	{"a metric on the training set",
		[]float64{0.5, 0.6, 0.55, 0.58}, EarlyStopping{Patience: 2, Monitor: TrainMetric}, 4, 2},
	{"an error as metric",
		[]float64{3, 2, 1}, EarlyStopping{Patience: 1, Monitor: ValMetric, Mode: Min}, 0, 3},
	{"the loss on the training set",
		[]float64{5, 6, 4, 5, 5}, EarlyStopping{Patience: 2, Monitor: TrainLoss}, 5, 3},
	{"an explicit min", []float64{1, 2, 3}, EarlyStopping{Patience: 2, Mode: Min}, 3, 1},

	{"NaN is no improvement",
		[]float64{3, noNumber, 2, noNumber, noNumber, 1}, EarlyStopping{Patience: 2}, 5, 3},
	{"NaN from the start", []float64{noNumber, noNumber, 1}, EarlyStopping{Patience: 2}, 2, 0},
	{"NaN is no maximum",
		[]float64{noNumber, 1, noNumber, noNumber}, EarlyStopping{Patience: 2, Mode: Max}, 4, 2},
	{"infinity is no best", []float64{math.Inf(1), 4, 5}, EarlyStopping{Patience: 2}, 0, 2},
}

// begun returns the case's EarlyStopping.
func (c stoppingCase) begun() *EarlyStopping {
	s := c.stopping
	s.Restore = true
	return &s
}

func TestEarlyStopping(t *testing.T) {
	for _, c := range stoppingCases {
		t.Run(c.name, func(t *testing.T) {
			s := c.begun()
			p := &Param{Value: NewMatrix(1, 1)}
			net := &NeuralNetwork{Metric: Accuracy, params: []*Param{p}}
			s.BeginTraining(net, nil, &Dataset{})
			stop := 0
			for i, v := range c.curve {
				p.Value.Data[0] = float64(i + 1)
				r := EpochRecord{Epoch: i + 1, Loss: noNumber, Metric: noNumber, ValLoss: noNumber, ValMetric: noNumber}
				*map[Monitor]*float64{TrainLoss: &r.Loss, TrainMetric: &r.Metric,
					ValLoss: &r.ValLoss, ValMetric: &r.ValMetric}[s.Monitor] = v
				if err := s.EndEpoch(net, r); errors.Is(err, ErrStop) {
					stop = i + 1
					break
				} else if err != nil {
					t.Fatal(err)
				}
			}
			if stop != c.stop || s.BestEpoch != c.best {
				t.Errorf("stops after epoch %d, the best is %d; want %d and %d",
					stop, s.BestEpoch, c.stop, c.best)
			}
			last := p.Value.Data[0]
			s.EndTraining(net, nil)
			if c.best == 0 {
				if p.Value.Data[0] != last {
					t.Errorf("the weights have changed without a best epoch")
				}
				return
			}
			if s.Best != c.curve[c.best-1] || p.Value.Data[0] != float64(c.best) {
				t.Errorf("Best is %v with the weights of epoch %v, want %v and %d",
					s.Best, p.Value.Data[0], c.curve[c.best-1], c.best)
			}
		})
	}
}

// playback is a loss that plays curves back, one value an epoch: train for n examples and val for
// others. Its derivative is 1, so that the weights change with each step.
type playback struct {
	n          int
	train, val []float64
	epochs     int // so far
}

func (l *playback) Loss(yTrue, yPred *Matrix) float64 {
	if yTrue.Rows != l.n {
		return l.val[l.epochs-1]
	}
	l.epochs++
	return l.train[l.epochs-1]
}

func (l *playback) Derivative(yTrue, yPred *Matrix) *Matrix {
	return new(Matrix).Map(func(float64) float64 { return 1 }, yPred)
}

// metric returns a metric that plays the same curve back.
func (l *playback) metric(yTrue, yPred *Matrix) float64 {
	if l.epochs == 0 { // before the training, Fit asks whether the metric suits the network
		return 0
	}
	if yTrue.Rows != l.n {
		return l.val[l.epochs-1]
	}
	return l.train[l.epochs-1]
}

// playing returns a network that plays the curve back as what is monitored, and as everything else
// a curve that goes up and down; and examples for it, val nil if validation is not monitored.
func playing(curve []float64, monitor Monitor) (net *NeuralNetwork, train, val *Dataset) {
	other := make([]float64, len(curve))
	for i := range other {
		other[i] = float64(i % 2)
	}
	train = &Dataset{X: MatrixOf([]float64{1}, []float64{2}), Y: NewMatrix(2, 1)}
	val = train.Subset([]int{0})
	l := &playback{n: 2, train: other, val: other}
	if monitor == ValLoss || monitor == ValMetric {
		l.val = curve
	} else {
		l.train, val = curve, nil
	}
	net = NewNeuralNetwork(1, l, NewSGD(0.1, 0.5), rand.New(rand.NewPCG(1, 1)))
	net.Add(NewDenseLayer(3), NewTanhActivation(), NewDenseLayer(1))
	net.Metric, net.Epochs, net.BatchSize = l.metric, len(curve), 2
	return net, train, val
}

// The same curves through Fit, with a loss or metric that plays them back.
func TestFitStopsEarly(t *testing.T) {
	for _, c := range stoppingCases {
		t.Run(c.name, func(t *testing.T) {
			s := c.begun()
			net, train, val := playing(c.curve, s.Monitor)
			var said bytes.Buffer
			net.Callbacks, net.Verbose = []Callback{s}, &said
			if err := net.Fit(train, val); err != nil {
				t.Fatal(err)
			}
			epochs := c.stop
			if epochs == 0 {
				epochs = len(c.curve)
			}
			if len(net.History) != epochs || s.BestEpoch != c.best {
				t.Fatalf("%d epochs, the best is %d; want %d and %d",
					len(net.History), s.BestEpoch, epochs, c.best)
			}
			stopped := "stopped: " + s.Monitor.String() + " has not improved"
			if got := strings.Contains(said.String(), stopped); got != (c.stop > 0) {
				t.Errorf("Verbose says\n%s", said.String())
			}
			// The same training, ended after the best epoch.
			want, train, val := playing(c.curve, s.Monitor)
			want.Epochs = c.best
			if c.best == 0 {
				want.Epochs = epochs
			}
			if err := want.Fit(train, val); err != nil {
				t.Fatal(err)
			}
			mustHaveWeightsOf(t, net, want)
		})
	}
}

func mustHaveWeightsOf(t *testing.T, net, want *NeuralNetwork) {
	t.Helper()
	for i, p := range net.Params() {
		if !p.Value.Equal(want.Params()[i].Value) {
			t.Errorf("parameter %d is\n%v, want\n%v", i, p.Value, want.Params()[i].Value)
		}
	}
}

func fitted(t *testing.T, curve []float64, epochs int) *NeuralNetwork {
	t.Helper()
	net, train, val := playing(curve, ValLoss)
	net.Epochs = epochs
	if err := net.Fit(train, val); err != nil {
		t.Fatal(err)
	}
	return net
}

func TestEarlyStoppingWithoutRestore(t *testing.T) {
	curve := []float64{5, 6, 4, 5, 3, 4, 5, 6}
	net, train, val := playing(curve, ValLoss)
	s := NewEarlyStopping(2)
	s.Restore = false
	net.Callbacks = []Callback{s}
	if err := net.Fit(train, val); err != nil {
		t.Fatal(err)
	}
	mustHaveWeightsOf(t, net, fitted(t, curve, 7))
}

// The weights that are kept are a copy: training goes on and does not change them.
func TestEarlyStoppingKeepsACopy(t *testing.T) {
	curve := []float64{5, 6, 4, 5, 3, 4, 5, 6}
	net, train, val := playing(curve, ValLoss)
	s := NewEarlyStopping(2)
	net.Callbacks = []Callback{s}
	if err := net.Fit(train, val); err != nil {
		t.Fatal(err)
	}
	net.Callbacks = nil
	net.Loss.(*playback).epochs = 0
	if err := net.Fit(train, val); err != nil {
		t.Fatal(err)
	}
	s.EndTraining(net, nil)
	mustHaveWeightsOf(t, net, fitted(t, curve, 5))
}

// Training that diverges ends with an error and the best weights so far.
func TestEarlyStoppingRestoresAfterAnError(t *testing.T) {
	curve := []float64{5, 4, 6, 7, 8}
	net, train, val := playing(curve, ValLoss)
	net.Loss.(*playback).train = []float64{1, 1, 1, noNumber}
	net.Callbacks = []Callback{NewEarlyStopping(9)}
	if err := net.Fit(train, val); !errors.Is(err, ErrDiverged) {
		t.Fatalf("error %v, want ErrDiverged", err)
	}
	mustHaveWeightsOf(t, net, fitted(t, curve, 2))
}

// After early stopping has ended a training, the next Fit starts from nothing: the better best, the
// waiting and the weights of the first are forgotten.
func TestEarlyStoppingStartsAnew(t *testing.T) {
	net, train, val := playing([]float64{5, 1, 2, 3, 4}, ValLoss)
	s := NewEarlyStopping(2)
	net.Callbacks = []Callback{s}
	fit := func(curve ...float64) {
		t.Helper()
		l := net.Loss.(*playback)
		l.train, l.val, l.epochs, net.Epochs = make([]float64, len(curve)), curve, 0, len(curve)
		if err := net.Fit(train, val); err != nil {
			t.Fatal(err)
		}
	}
	fit(5, 1, 2, 3, 4)
	if len(net.History) != 4 || s.BestEpoch != 2 || s.Best != 1 {
		t.Errorf("%d epochs, the best is %d with %v; want 4, 2 and 1",
			len(net.History), s.BestEpoch, s.Best)
	}
	fit(noNumber, 8, 7, 7, 7, 7)
	if len(net.History) != 4+5 || s.BestEpoch != 4+3 || s.Best != 7 {
		t.Errorf("%d epochs, the best is %d with %v; want 9, 7 and 7",
			len(net.History), s.BestEpoch, s.Best)
	}
	before := clones(net.Params(), valueOf)
	fit(noNumber)
	for i, p := range net.Params() {
		if p.Value.Equal(before[i]) {
			t.Errorf("without a best epoch, parameter %d is that of another training", i)
		}
	}
}

func TestEarlyStoppingString(t *testing.T) {
	net, train, val := playing([]float64{5, 6, 4, 5, 3, 4, 5, 6}, ValLoss)
	s := NewEarlyStopping(2)
	net.Callbacks = []Callback{s}
	if err := net.Fit(train, val); err != nil {
		t.Fatal(err)
	}
	if got, want := s.String(),
		"val_loss has not improved for 2 epochs; the best was 3.0000 in epoch 5"; got != want {
		t.Errorf("String is %q, want %q", got, want)
	}

	net, train, val = playing([]float64{math.NaN(), math.Inf(1), 5}, ValLoss)
	s = NewEarlyStopping(2)
	net.Callbacks = []Callback{s}
	if err := net.Fit(train, val); err != nil {
		t.Fatal(err)
	}
	if got, want := s.String(),
		"val_loss has not improved for 2 epochs; it has never been finite"; got != want {
		t.Errorf("String is %q, want %q", got, want)
	}
}

func TestEarlyStoppingRefuses(t *testing.T) {
	for _, c := range []struct {
		says string
		s    EarlyStopping
	}{
		{`Monitor is val_loss, but Fit has no validation`, EarlyStopping{Monitor: ValLoss}},
		{`Monitor is val_metric, but Fit has no validation`, EarlyStopping{Monitor: ValMetric}},
		{`Monitor is metric, but the network's Metric is nil`, EarlyStopping{Monitor: TrainMetric}},
		{`Monitor is 4, want ValLoss`, EarlyStopping{Monitor: 4}},
		{`Monitor is -1, want ValLoss`, EarlyStopping{Monitor: -1}},
		{`Mode is 3, want Auto, Min or Max`, EarlyStopping{Monitor: TrainLoss, Mode: 3}},
		{`Patience -1, `, EarlyStopping{Monitor: TrainLoss, Patience: -1}},
		{`MinDelta -0.1: want 0`, EarlyStopping{Monitor: TrainLoss, MinDelta: -0.1}},
		{`MinDelta NaN: want 0`, EarlyStopping{Monitor: TrainLoss, MinDelta: noNumber}},
	} {
		t.Run(c.says, func(t *testing.T) {
			net, train, _ := playing([]float64{1, 2}, TrainLoss)
			net.Callbacks, net.Metric = []Callback{&c.s}, nil
			mustPanicWith(t, func() { net.Fit(train, nil) }, "nn: EarlyStopping: ", c.says)
		})
	}
}

// TestEarlyStoppingContinues: ten trainings of one epoch are one of ten, to the bit, whether it stops
// early or not, and whether the best weights are restored or not.
func TestEarlyStoppingContinues(t *testing.T) {
	for _, restore := range []bool{true, false} {
		for _, patience := range []int{2, 10} {
			fit := func(times, epochs int) (*NeuralNetwork, *EarlyStopping) {
				net, d := tinyNetwork(1)
				net.Optimizer, net.Epochs = NewSGD(0.8, 0.5), epochs // its loss goes up and down
				_, validation := tinyNetwork(2)
				s := NewEarlyStopping(patience)
				s.Restore = restore
				net.Callbacks = []Callback{s}
				for range times {
					if err := net.Fit(d, validation); err != nil {
						t.Fatal(err)
					}
					if s.stopped {
						break
					}
				}
				return net, s
			}
			net, s := fit(10, 1)
			long, want := fit(1, 10)
			if s.BestEpoch != want.BestEpoch || s.Best != want.Best || s.waited != want.waited || s.stopped != want.stopped {
				t.Errorf("restore %v, patience %d: %v, want %v", restore, patience, s, want)
			}
			if patience == 10 && (s.stopped || s.BestEpoch == 10) {
				t.Fatalf("want a training that does not stop and is not best at its end, but %v", s)
			}
			for i := range max(len(net.History), len(long.History)) {
				if a, b := net.History[i], long.History[i]; a.Epoch != b.Epoch || a.Loss != b.Loss || a.ValLoss != b.ValLoss {
					t.Errorf("restore %v, patience %d: %+v, want %+v", restore, patience, a, b)
				}
			}
			mustHaveWeightsOf(t, net, long)
		}
	}
}

// TestEarlyStoppingStartsFromEpoch: the epochs before are neither best nor waited for.
func TestEarlyStoppingStartsFromEpoch(t *testing.T) {
	curve := []float64{1, 5, 6, 4, 5, 3, 4, 5, 6}
	net, train, val := playing(curve, ValLoss)
	s := NewEarlyStopping(2)
	s.StartFromEpoch = 3
	net.Callbacks = []Callback{s}
	if err := net.Fit(train, val); err != nil {
		t.Fatal(err)
	}
	if len(net.History) != 8 || s.BestEpoch != 6 || s.Best != 3 {
		t.Errorf("%d epochs, the best is %d with %v; want 8, 6 and 3", len(net.History), s.BestEpoch, s.Best)
	}
	s.StartFromEpoch = -1
	mustPanicWith(t, func() { net.Fit(train, val) }, "nn: EarlyStopping", "StartFromEpoch -1")
}
