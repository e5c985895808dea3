package main

import (
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"nn"
	"nn/solutions/labs/internal/digits"
	"nn/solutions/labs/internal/handwriting"
)

func TestDraw(t *testing.T) {
	o := slideParams()
	o.Patience = []int{0, 1, 2}
	rng := func() *rand.Rand { return rand.New(rand.NewPCG(3, 4)) }
	if o.size() != 4*3*2*3*3 {
		t.Fatalf("%d combinations, want 216", o.size())
	}
	all := o.draw(1000, rng())
	seen := make(map[string]bool)
	for _, c := range all {
		seen[strings.Join(c.texts(), " ")] = true
	}
	if len(all) != 216 || len(seen) != 216 {
		t.Errorf("%d configurations, %d of them different, want 216", len(all), len(seen))
	}
	for i, c := range o.draw(10, rng()) {
		if strings.Join(c.texts(), " ") != strings.Join(all[i].texts(), " ") {
			t.Errorf("trial %d of 10 is %v, and of 216 %v", i+1, c, all[i])
		}
	}

	// Each combination is as likely as any other: the first and the fifth of 24,000 draws.
	o = slideParams()
	o.Topology = o.Topology[:1]
	o.Dropout = o.Dropout[:1]
	counts := [2]map[string]int{{}, {}}
	r := rng()
	for range 24_000 {
		configs := o.draw(5, r)
		counts[0][strings.Join(configs[0].texts(), " ")]++
		counts[1][strings.Join(configs[4].texts(), " ")]++
	}
	for _, counts := range counts {
		for config, n := range counts {
			if math.Abs(float64(n)-4000) > 300 { // five standard deviations
				t.Errorf("%s is drawn %d times of 24000, want about 4000", config, n)
			}
		}
	}
}

func TestSetupModel(t *testing.T) {
	c := Config{
		Topology: []int{50, 50}, Algorithm: "adam", LR: 0.1,
		Dropout: 0.3, Activation: "tanh", L1: 0.25, L2: 0.5,
	}
	model := SetupModel(c, 4, 3, trialSeed{1, 1})
	var names []string
	var masks []*nn.Matrix
	ones := nn.NewMatrix(1, 50)
	for j := range ones.Data {
		ones.Data[j] = 1
	}
	for _, l := range model.Layers() {
		names = append(names, nn.LayerName(l))
		if l, ok := l.(*nn.Dropout); ok {
			masks = append(masks, l.ForwardPropagation(ones, true))
			if l.Rate != 0.3 {
				t.Errorf("dropout rate %v, want 0.3", l.Rate)
			}
		}
	}
	const want = "DenseLayer TanhActivation Dropout " +
		"DenseLayer TanhActivation Dropout DenseLayer SoftmaxActivation"
	if found := strings.Join(names, " "); found != want {
		t.Errorf("layers %s, want %s", found, want)
	}
	if len(masks) == 2 && masks[0].Equal(masks[1]) {
		t.Error("both layers drop the same units")
	}
	for i, units := range []int{50, 50, 3} {
		W := model.Params()[2*i]
		if r, _ := W.Regularizer.(*nn.WeightPenalty); W.Value.Cols != units || r == nil || r.L1 != 0.25 || r.L2 != 0.5 {
			t.Errorf("dense layer %d: %d units, regularizer %v, want %d and 0.25, 0.5",
				i+1, W.Value.Cols, r, units)
		}
	}

	t.Run("dropout leaves the rest as it is", func(t *testing.T) {
		c.Dropout = 0
		for i, p := range SetupModel(c, 4, 3, trialSeed{1, 1}).Params() {
			if !p.Value.Equal(model.Params()[i].Value) {
				t.Errorf("other weights in parameter %d", i)
			}
		}
	})
	t.Run("each trial its own weights", func(t *testing.T) {
		e := &experiment{epochs: 1, batchSize: 1, seed: 1}
		e.train = digits.Dataset(handwriting.Draw(10, rand.New(rand.NewPCG(1, 1))))
		e.validation = e.train
		c := Config{Topology: []int{3}, Algorithm: "sgd", LR: 1e-9, Activation: "relu"}
		if e.try(1, c, nil).result().ValLoss == e.try(2, c, nil).result().ValLoss {
			t.Error("the same result")
		}
	})
	t.Run("generators", func(t *testing.T) {
		seen := make(map[uint64]bool)
		n := 0
		for _, s := range []trialSeed{{1, 1}, {1, 2}, {2, 1}, {2, 2}} {
			for purpose := range 3 {
				seen[s.rng(purpose).Uint64()] = true
				n++
			}
		}
		if len(seen) != n {
			t.Errorf("%d different generators of %d", len(seen), n)
		}
	})
}

// With the rule of Keras, V ← 0.9·V - lr·g and W ← W + V, the gradients 1 and 1 move a weight by
// -0.01 and -0.019.
func TestMomentumIsThatOfKeras(t *testing.T) {
	o := algorithms["sgd_momentum"](0.01)
	p := &nn.Param{Value: nn.NewMatrix(1, 1), Grad: nn.MatrixOf([]float64{1})}
	for _, want := range []float64{-0.01, -0.029} {
		o.Update(p)
		if d := p.Value.Data[0] - want; !(math.Abs(d) <= 1e-15) {
			t.Errorf("weight %v, want %v", p.Value.Data[0], want)
		}
	}
}

// The result of a trial is that of the network that it leaves, also with early stopping.
func TestTry(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	train, validation := digits.Dataset(handwriting.Draw(200, rng)), digits.Dataset(handwriting.Draw(50, rng))
	e := &experiment{train: train, validation: validation, epochs: 12, batchSize: 16, seed: 1}
	stopped := false
	for number, patience := range []int{0, 1} {
		c := Config{
			Topology: []int{20}, Algorithm: "adam", LR: 0.1, Activation: "relu", Patience: patience,
		}
		trial := e.try(number+1, c, nil)
		if trial.Failed != "" {
			t.Fatal(trial.Failed)
		}
		if accuracy := trial.model.Score(validation); trial.result().ValMetric != accuracy {
			t.Errorf("patience %d: accuracy %v, and that of the network is %v",
				patience, trial.result().ValMetric, accuracy)
		}
		stopped = stopped || len(trial.History) < 12
		if patience == 0 && (trial.Epoch != 12 || stopped) {
			t.Errorf("without patience: epoch %d of %d, want 12", trial.Epoch, len(trial.History))
		}
	}
	if !stopped {
		t.Error("with patience 1 it has trained for all epochs")
	}
}

// A network may be finite on all that it trains on, and not on validation.
func TestValidationLossIsNotFinite(t *testing.T) {
	X := nn.MatrixOf([]float64{1, 0}, []float64{2, 0})
	Y := nn.OneHot([]int{0, 1}, 2)
	e := &experiment{
		train:      &nn.Dataset{X: X, Y: Y},
		validation: &nn.Dataset{X: nn.MatrixOf([]float64{1, math.Inf(1)}), Y: Y.RowRange(0, 1)},
		epochs:     1, batchSize: 2, seed: 1,
	}
	c := Config{Topology: []int{3}, Algorithm: "adam", LR: 0.1, Activation: "relu"}
	const want = "epoch 1, validation: training diverged"
	if trial := e.try(1, c, nil); !strings.Contains(trial.Failed, want) || trial.History != nil {
		t.Errorf("failed %q, want %q, with history %v", trial.Failed, want, trial.History)
	}
}

func TestDNNOptimizationEndsWithAnError(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	train := digits.Dataset(handwriting.Draw(60, rng))
	e := &experiment{train: train, validation: train, epochs: 1, batchSize: 64, seed: 1}
	o := slideParams()
	o.Topology = [][]int{{3}}
	n := 0
	ranked, err := DNNOptimization(t.Context(), e, o.draw(8, rng), []int{1, 2, 3, 4, 5, 6, 7, 8}, nil, 2, func(Trial) error {
		if n++; n == 3 {
			return io.ErrShortWrite
		}
		return nil
	})
	if err != io.ErrShortWrite || len(ranked) != 3 || n != 3 {
		t.Errorf("error %v, %d trials, %d calls, want %v and 3", err, len(ranked), n, io.ErrShortWrite)
	}
}
