// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"testing"
)

// rates returns the learning rates of the epochs of a training with the callbacks.
func rates(t *testing.T, fits, epochs int, callbacks ...Callback) (all []float64) {
	t.Helper()
	net, d := tinyNetwork(1)
	net.Optimizer, net.Epochs, net.Callbacks = NewSGD(0.1, 0.5), epochs, callbacks
	for range fits {
		if err := net.Fit(d, d); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range net.History {
		all = append(all, r.LearningRate)
	}
	return all
}

func TestSchedules(t *testing.T) {
	for _, c := range []struct {
		name string
		make func() *Schedule
		want []float64
	}{
		{"step", func() *Schedule { return StepDecay(2, 0.5) }, []float64{0.1, 0.1, 0.05, 0.05, 0.025, 0.025}},
		{"step of one", func() *Schedule { return StepDecay(1, 0.1) }, []float64{0.1, 0.01, 0.001}},
		{"exponential", func() *Schedule { return ExponentialDecay(0.5) }, []float64{0.1, 0.05, 0.025, 0.0125}},
		{"constant", func() *Schedule { return ExponentialDecay(1) }, []float64{0.1, 0.1}},
		// cos 0, cos π/2, cos π
		{"cosine", func() *Schedule { return CosineDecay(3, 0.2) }, []float64{0.1, 0.1 * (0.2 + 0.8/2), 0.02, 0.02, 0.02}},
		{"cosine of one", func() *Schedule { return CosineDecay(1, 0.2) }, []float64{0.02, 0.02}},
		{"of one's own", func() *Schedule { return &Schedule{Factor: func(t int) float64 { return 1 / float64(t) }} },
			[]float64{0.1, 0.05, 0.1 / 3}},
	} {
		n := len(c.want)
		for name, got := range map[string][]float64{
			"one training": rates(t, 1, n, c.make()), "trainings of one epoch": rates(t, n, 1, c.make()),
		} {
			for i, want := range c.want {
				if !(math.Abs(got[i]-want) <= 1e-15) {
					t.Errorf("%s, %s: the rates are %v, want %v", c.name, name, got, c.want)
					break
				}
			}
		}
	}
}

// TestScheduleStartsAgain with a new History or another network.
func TestScheduleStartsAgain(t *testing.T) {
	net, d := tinyNetwork(1)
	s := ExponentialDecay(0.5)
	net.Optimizer, net.Epochs, net.Callbacks = NewSGD(0.1, 0), 2, []Callback{s}
	for range 2 {
		if err := net.Fit(d, nil); err != nil {
			t.Fatal(err)
		}
		*net.Optimizer.(*SGD).Rate(), net.History = 0.4, nil
	}
	if err := net.Fit(d, nil); err != nil {
		t.Fatal(err)
	}
	if r := net.History[1].LearningRate; r != 0.2 {
		t.Errorf("the second epoch after a new start has the rate %v, want 0.2", r)
	}
}

func TestReduceOnPlateau(t *testing.T) {
	curve := []float64{5, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3}
	for _, c := range []struct {
		name   string
		change func(s *ReduceOnPlateau)
		want   []float64
	}{
		{"the documentation", func(s *ReduceOnPlateau) {}, []float64{.1, .1, .1, .1, .05, .05, .05, .025, .025, .0125, .0125}},
		{"a least rate", func(s *ReduceOnPlateau) { s.Least = 0.03 }, []float64{.1, .1, .1, .1, .05, .05, .05, .03, .03, .03, .03}},
		{"a least rate above the rate", func(s *ReduceOnPlateau) { s.Least = 1 }, []float64{.1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1}},
		{"no improvement by MinDelta", func(s *ReduceOnPlateau) { s.MinDelta = 10 },
			[]float64{.1, .1, .1, .05, .05, .025, .025, .0125, .0125, .00625, .00625}},
	} {
		for _, fits := range []int{1, len(curve)} {
			s := NewReduceOnPlateau(2)
			s.Factor = 0.5
			c.change(s)
			net, train, val := playing(curve, ValLoss)
			net.Optimizer, net.Callbacks, net.Epochs = NewSGD(0.1, 0), []Callback{s}, len(curve)/fits
			for range fits {
				if err := net.Fit(train, val); err != nil {
					t.Fatal(err)
				}
			}
			for i, r := range net.History {
				if !(math.Abs(r.LearningRate-c.want[i]) <= 1e-15) {
					t.Errorf("%s, %d trainings: epoch %d has the rate %v, want %v", c.name, fits, i+1, r.LearningRate, c.want[i])
				}
			}
		}
	}
}

// rateless is an optimizer without a learning rate.
type rateless struct{}

func (rateless) Update(p *Param) {}

func TestSchedulesRefuse(t *testing.T) {
	for name, c := range map[string]Callback{"Schedule": ExponentialDecay(0.5), "ReduceOnPlateau": NewReduceOnPlateau(2)} {
		net, d := tinyNetwork(1)
		net.Optimizer, net.Callbacks = rateless{}, []Callback{c}
		mustPanicWith(t, func() { net.Fit(d, d) }, "nn: "+name+": the optimizer nn.rateless has no learning rate")
	}
	for name, f := range map[string]func(){
		"StepDecay: 0 epochs":                     func() { StepDecay(0, 0.5) },
		"StepDecay: 1 epochs and factor 0":        func() { StepDecay(1, 0) },
		"ExponentialDecay: 1 epochs and factor 2": func() { ExponentialDecay(2) },
		"CosineDecay: 5 epochs and factor NaN":    func() { CosineDecay(5, math.NaN()) },
	} {
		mustPanicWith(t, f, "nn: "+name)
	}
	for name, s := range map[string]*ReduceOnPlateau{
		"Patience 0": {Factor: 0.5}, "Factor 1": {Patience: 1, Factor: 1}, "Least -1": {Patience: 1, Factor: 0.5, Least: -1},
		"MinDelta -1": {Patience: 1, Factor: 0.5, MinDelta: -1}, "Mode is 7": {Patience: 1, Factor: 0.5, Mode: 7},
	} {
		net, d := tinyNetwork(1)
		net.Callbacks = []Callback{s}
		mustPanicWith(t, func() { net.Fit(d, d) }, "nn: ReduceOnPlateau: ", name)
	}
	net, d := tinyNetwork(1)
	net.Callbacks = []Callback{NewReduceOnPlateau(2)}
	mustPanicWith(t, func() { net.Fit(d, nil) }, "nn: ReduceOnPlateau: Monitor is val_loss")
}
