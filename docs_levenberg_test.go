package nn

import (
	"bytes"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// ownNoise is a layer outside the package that draws random numbers.
type ownNoise struct{ *Dropout }

// The validation set is the training set upside down: the better the fit, the worse there.
func TestLevenbergMarquardtStopsLikeFit(t *testing.T) {
	train := oneWave(20)
	validation := &Dataset{X: train.X, Y: new(Matrix).Scale(-1, train.Y)}
	t.Run("Callbacks", func(t *testing.T) {
		net := sineNetwork(1)
		first := sineNetwork(1)
		first.Epochs = 1
		mustTrain(t, first, train, validation)
		early := NewEarlyStopping(3)
		net.Callbacks = []Callback{early}
		mustTrain(t, net, train, validation)
		if len(net.History) != 4 || early.BestEpoch != 1 {
			t.Errorf("%d steps, the best is %d; want 4 and 1", len(net.History), early.BestEpoch)
		}
		for i, p := range net.Params() {
			if !p.Value.Equal(first.Params()[i].Value) {
				t.Errorf("the %s are not those of step 1", p.Name)
			}
		}
	})
	t.Run("TimeLimit", func(t *testing.T) {
		net := sineNetwork(1)
		net.Callbacks = []Callback{NewTimeLimit(1)}
		mustTrain(t, net, train, nil)
		if len(net.History) != 1 {
			t.Errorf("%d steps, want 1", len(net.History))
		}
	})
	t.Run("Epochs and records", func(t *testing.T) {
		var said bytes.Buffer
		net := sineNetwork(1)
		net.Epochs, net.Verbose = 3, &said
		net.Callbacks = []Callback{NewTimeLimit(time.Hour)}
		net.Metric = func(yTrue, yPred *Matrix) float64 { return -sumOfSquares(yTrue, yPred) }
		mustTrain(t, net, train, validation)
		if n := strings.Count(said.String(), "\n"); len(net.History) != 3 || n != 3 {
			t.Fatalf("%d records and %d lines, want 3", len(net.History), n)
		}
		last := net.History[2]
		if !math.IsNaN(last.LearningRate) {
			t.Errorf("learning rate %v, want NaN: there is none", last.LearningRate)
		}
		last.LearningRate = 0
		loss, metric := net.evaluate(train)
		valLoss, valMetric := net.evaluate(validation)
		want := EpochRecord{Epoch: 3, Loss: loss, Metric: metric, ValLoss: valLoss, ValMetric: valMetric, Seconds: last.Seconds}
		if last != want || !(last.Seconds > 0) {
			t.Errorf("the last record is %v, want %v", last, want)
		}
		net.Epochs = 0
		if mustTrain(t, net, train, nil); len(net.History) != 3 {
			t.Errorf("%d records after no steps, want the 3 before", len(net.History))
		}
	})
}

func TestLevenbergMarquardtRefuses(t *testing.T) {
	train := &Dataset{X: NewMatrix(2, 1), Y: NewMatrix(2, 1)}
	many := &Dataset{X: NewMatrix(40_000, 1), Y: NewMatrix(40_000, 1)}
	dropout := NewDropout(0.5, rand.New(rand.NewPCG(1, 1)))
	entropy := lmNetwork(1, 1, NewDenseLayer(1), NewSigmoidActivation())
	entropy.Loss = new(BinaryCrossEntropy)
	for _, c := range []struct {
		name  string
		net   *NeuralNetwork
		train *Dataset
		words []string
	}{
		{"another loss", entropy, train, []string{"*nn.BinaryCrossEntropy", "squared error"}},
		{"dropout", lmNetwork(1, 1, NewDenseLayer(2), dropout, NewDenseLayer(1)), train,
			[]string{"layer 2 (Dropout)", "random"}},
		{"a random layer of one's own", lmNetwork(1, 1, ownNoise{dropout}, NewDenseLayer(1)), train,
			[]string{"layer 1 (ownNoise)", "random"}},
		{"a regularizer",
			lmNetwork(1, 1, NewDenseLayer(2), NewDenseLayer(1).KernelRegularizer(L2(0.1))), train,
			[]string{"layer 2 (DenseLayer)", "weights", "regularizer"}},
		// 334 + 334 + 334 + 1 parameters
		{"too many parameters", lmNetwork(1, 1, NewDenseLayer(334), NewDenseLayer(1)), train,
			[]string{"1003 parameters", "(2, 1003)", "0.0 MB", "at most 1000"}},
		// 84 + 84 + 84 + 1 = 253 parameters; 253·40,000·8 bytes
		{"too many examples", lmNetwork(1, 1, NewDenseLayer(84), NewDenseLayer(1)), many,
			[]string{"253 parameters", "(40000, 253)", "81.0 MB", "80 MB"}},
		{"no examples", lmNetwork(1, 1, NewDenseLayer(1)), oneWave(2).Subset(nil),
			[]string{"training data", "no examples"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			fit := func() { c.net.FitLevenbergMarquardt(c.train, nil) }
			mustPanicWith(t, fit, append(c.words, "nn: ")...)
		})
	}
}

// A dropout layer with the rate 0 drops nothing, so it changes no bit.
func TestLevenbergMarquardtWithoutDrops(t *testing.T) {
	trained := func(layers ...Layer) *NeuralNetwork {
		net := lmNetwork(1, 1, append(append([]Layer{NewDenseLayer(3), NewTanhActivation()}, layers...), NewDenseLayer(1))...)
		net.Epochs = 5
		mustTrain(t, net, oneWave(10), nil)
		return net
	}
	want, got := trained(), trained(NewDropout(0, rand.New(rand.NewPCG(1, 1))))
	for i, p := range got.Params() {
		if !p.Value.Equal(want.Params()[i].Value) {
			t.Errorf("parameter %d is\n%v, want\n%v", i, p.Value, want.Params()[i].Value)
		}
	}
}
