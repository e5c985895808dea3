package search

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"nn"
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

// library trains models by package nn.
type library map[*Model]*nn.NeuralNetwork

func (l library) Fit(model *Model, optimizer Optimizer, X, Y *given.Matrix, epochs, batchSize int) {
	net := nn.NewNeuralNetwork(model.InputSize, new(nn.CategoricalCrossEntropy),
		optimizerOf(optimizer), rand.New(rand.NewPCG(14, 1)))
	for _, layer := range model.Layers {
		switch {
		case layer.Kind == "dropout":
			net.Add(nn.NewDropout(layer.Rate, rand.New(rand.NewPCG(14, 2))))
		case layer.Activation == "relu":
			net.Add(nn.NewDenseLayer(layer.Units), nn.NewReLUActivation())
		default:
			net.Add(nn.NewDenseLayer(layer.Units), nn.NewSoftmaxActivation())
		}
	}
	net.Epochs, net.BatchSize = epochs, batchSize
	if err := net.Fit(dataset(X, Y), nil); err != nil {
		panic(err)
	}
	l[model] = net
}

func (l library) Evaluate(model *Model, X, Y *given.Matrix) float64 {
	return l[model].Score(dataset(X, Y))
}

func optimizerOf(o Optimizer) nn.Optimizer {
	switch o.Name {
	case "adam":
		return nn.NewAdam(o.LearningRate)
	case "rmsprop":
		return nn.NewRMSProp(o.LearningRate)
	}
	return nn.NewSGD(o.LearningRate, o.Momentum)
}

func dataset(X, Y *given.Matrix) *nn.Dataset {
	return &nn.Dataset{X: agree.Library(X), Y: agree.Library(Y)}
}

// TestAgreesWithLibrary searches twice with the same draws, by the answer and by a loop that
// knows only the library, and compares what both find.
func TestAgreesWithLibrary(t *testing.T) {
	params := OptParams{
		Topology:  [][]int{{8}, {8, 4}, {16}},
		Algorithm: []string{"adam", "rmsprop", "sgd_momentum"},
		LR:        []float64{0.1, 0.01},
		Dropout:   []float64{0, 0.3},
	}
	moons := nn.Moons(240, 0.2, rand.New(rand.NewPCG(14, 3)))
	moons.Y = nn.OneHot(nn.Classes(moons.Y), 2)
	a, b, c := moons.TrainValidationTest(0.25, 0.25, rand.New(rand.NewPCG(14, 4)))
	ours := func(d *nn.Dataset) Dataset { return Dataset{agree.Given(d.X), agree.Given(d.Y)} }

	var wantBest Config
	wantAccuracy, wantTest := -1.0, 0.0
	rng := rand.New(rand.NewPCG(14, 5))
	for range 8 {
		config := Config{params.Topology[rng.IntN(3)], params.Algorithm[rng.IntN(3)],
			params.LR[rng.IntN(2)], params.Dropout[rng.IntN(2)]}
		net := nn.NewNeuralNetwork(2, new(nn.CategoricalCrossEntropy), optimizerNamed(config),
			rand.New(rand.NewPCG(14, 1)))
		for _, units := range config.Topology {
			net.Add(nn.NewDenseLayer(units), nn.NewReLUActivation())
			if config.Dropout != 0 {
				net.Add(nn.NewDropout(config.Dropout, rand.New(rand.NewPCG(14, 2))))
			}
		}
		net.Add(nn.NewDenseLayer(2), nn.NewSoftmaxActivation())
		net.Epochs, net.BatchSize = 5, 64
		if err := net.Fit(a, nil); err != nil {
			t.Fatal(err)
		}
		if accuracy := net.Score(b); accuracy > wantAccuracy {
			wantBest, wantAccuracy, wantTest = config, accuracy, net.Score(c)
		}
	}

	best, accuracy, err := DNNOptimization(library{}, params, ours(a), ours(b), 8,
		rand.New(rand.NewPCG(14, 5)), nil)
	if err != nil || !reflect.DeepEqual(best, wantBest) {
		t.Errorf("the answer finds %v (%v), the library %v", best, err, wantBest)
	}
	agree.Number(t, "accuracy", accuracy, wantAccuracy)
	best, accuracy, err = OptimizeAndTest(library{}, params, ours(a), ours(b), ours(c), 8,
		rand.New(rand.NewPCG(14, 5)))
	if err != nil || !reflect.DeepEqual(best, wantBest) {
		t.Errorf("the answer tests %v (%v), the library %v", best, err, wantBest)
	}
	agree.Number(t, "accuracy on test", accuracy, wantTest)
}

// optimizerNamed returns the optimizer that is named by a configuration.
func optimizerNamed(c Config) nn.Optimizer {
	if c.Algorithm == "sgd_momentum" {
		return nn.NewSGD(c.LR, 0.9)
	}
	return optimizerOf(Optimizer{Name: c.Algorithm, LearningRate: c.LR})
}
