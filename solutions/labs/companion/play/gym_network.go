package play

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"nn"
	dense "nn/solutions/02-dense-forward"
	activations "nn/solutions/04-activations"
	network "nn/solutions/09-mini-batches-fit"
	regularization "nn/solutions/10-regularization-dropout"
	data "nn/solutions/13-one-hot-splits"
	search "nn/solutions/14-randomized-search"
	"nn/solutions/given"
)

// A flaw is a known mistake of an exercise, whose package can act as its right answer or with one of
// its mistakes.
type flaw struct {
	acting    *[]int // the numbers of the mistakes that act
	number    int
	name      string   // as in the exercise
	functions []string // that have it, for example DenseLayer.ForwardPropagation
}

// flaws are all known mistakes in functions that a training calls. The program for the browser is
// compiled with a further file that sets them, which go run ./solutions/instructor gym writes.
var flaws []flaw

// noFlaw is a training without a mistake.
var noFlaw = flaw{acting: new([]int), name: "no mistake"}

func (f flaw) String() string {
	if len(f.functions) == 0 {
		return f.name
	}
	return f.functions[0] + ": " + f.name
}

// A recipe says which functions of the exercises a network calls.
type recipe struct {
	hidden, loss, optimizer string // types of the exercises
	rate                    float64
	dropout, l1, l2         float64
}

var recipes = []recipe{
	{hidden: "ReLU", loss: "CategoricalCrossEntropy", optimizer: "SGD", rate: 0.3},
	{hidden: "Sigmoid", loss: "CategoricalCrossEntropy", optimizer: "SGD", rate: 3},
	{hidden: "Tanh", loss: "CategoricalCrossEntropy", optimizer: "SGD", rate: 0.3},
	{hidden: "ReLU", loss: "BinaryCrossEntropy", optimizer: "SGD", rate: 0.3},
	{hidden: "ReLU", loss: "MeanSquaredError", optimizer: "SGD", rate: 0.1},
	{hidden: "ReLU", loss: "CategoricalCrossEntropy", optimizer: "Adam", rate: 0.01},
	{hidden: "ReLU", loss: "CategoricalCrossEntropy", optimizer: "RMSProp", rate: 0.01},
	{hidden: "ReLU", loss: "CategoricalCrossEntropy", optimizer: "SGD", rate: 0.3, dropout: 0.1},
	{hidden: "ReLU", loss: "CategoricalCrossEntropy", optimizer: "SGD", rate: 0.3, l1: 1e-4, l2: 1e-3},
}

const (
	gymExamples = 203 // no share of them is a whole number
	gymEpochs   = 30
	gymBatch    = 16
	gymUnits    = 8
	gymMomentum = 0.9
)

func (r recipe) outputs() int {
	if r.loss == "BinaryCrossEntropy" {
		return 1
	}
	return 2
}

// String describes the network.
func (r recipe) String() string {
	text := fmt.Sprintf("2-%d-%[1]d-%d with %s, %s and %s with learning rate %v", gymUnits, r.outputs(), r.hidden, r.loss, r.optimizer, r.rate)
	if r.optimizer == "SGD" {
		text += fmt.Sprintf(" and momentum %v", gymMomentum)
	}
	if r.dropout > 0 {
		text += fmt.Sprintf(", dropout %v", r.dropout)
	}
	if r.l2 > 0 {
		text += fmt.Sprintf(", L1 %v and L2 %v", r.l1, r.l2)
	}
	return text
}

// calls reports whether a network of this recipe calls a function with the mistake.
func (r recipe) calls(f flaw) bool {
	return len(f.functions) == 0 || slices.ContainsFunc(f.functions, func(function string) bool {
		switch kind, method, _ := strings.Cut(function, "."); kind {
		case "SigmoidActivation":
			return r.hidden == "Sigmoid" || r.loss == "BinaryCrossEntropy"
		case "ReLUActivation", "TanhActivation":
			return kind == r.hidden+"Activation"
		case "MeanSquaredError", "BinaryCrossEntropy", "CategoricalCrossEntropy":
			return kind == r.loss
		case "SoftmaxActivation":
			return r.loss == "CategoricalCrossEntropy"
		case "OneHot":
			return r.outputs() == 2
		case "SGD", "RMSProp", "Adam":
			return kind == r.optimizer
		case "Dropout":
			return r.dropout > 0
		case "DenseLayer":
			return r.l2 > 0 || !strings.Contains(method, "Penalty")
		}
		return true
	})
}

// trainee is a network of the exercises' functions.
type trainee struct {
	recipe
	source                  *rand.PCG
	train, validation, test data.Dataset
	net                     *network.NeuralNetwork
	dense                   []*gymDense
	stations                []*station
}

// newTrainee returns a network for two moons before its training.
func newTrainee(r recipe, seed uint64) *trainee {
	t := &trainee{recipe: r, source: rand.NewPCG(seed, 0)}
	rng := rand.New(t.source)
	moons := nn.Moons(gymExamples, 0.15, rng)
	all := data.Dataset{X: student(moons.X), Y: student(moons.Y)}
	if r.outputs() == 2 {
		var classes []int
		for _, y := range moons.Y.Data {
			classes = append(classes, int(y))
		}
		all.Y = data.OneHot(classes, 2)
	}
	t.train, t.validation, t.test = data.TrainValidationTest(all, 0.25, 0.15, rng)
	t.train.X, t.validation.X, t.test.X = data.Standardize(t.train.X, t.validation.X, t.test.X)
	model := search.SetupModel([]int{gymUnits, gymUnits}, r.dropout, 2, r.outputs())
	t.net = &network.NeuralNetwork{InputShape: model.InputSize, Epochs: gymEpochs, BatchSize: gymBatch, Rng: rng,
		Loss: lossNamed(r.loss), Metric: func(yTrue, yPred *given.Matrix) float64 {
			return nn.Accuracy(library(yTrue), library(yPred))
		}}
	for _, l := range model.Layers {
		if l.Kind == "dropout" {
			t.add("Dropout", &gymDropout{Dropout: regularization.Dropout{Rate: l.Rate, Rng: rng}})
			continue
		}
		d := &gymDense{DenseLayer: dense.DenseLayer{NUnits: l.Units}, rng: rng, l1: r.l1, l2: r.l2, rules: [2]rule{r.rule(), r.rule()}}
		t.dense = append(t.dense, d)
		t.add("Dense", d)
		switch {
		case l.Activation != "softmax":
			t.add(r.hidden, &gymActivation{ActivationLayer: activations.ActivationLayer{Activation: activationNamed(r.hidden)}})
		case r.loss == "CategoricalCrossEntropy":
			t.add("Softmax", new(gymSoftmax))
		case r.loss == "BinaryCrossEntropy":
			t.add("Sigmoid", &gymActivation{ActivationLayer: activations.ActivationLayer{Activation: activationNamed("Sigmoid")}})
		}
	}
	return t
}

func (t *trainee) add(name string, l network.Layer) {
	s := &station{Layer: l, name: name}
	t.stations = append(t.stations, s)
	t.net.Add(s)
}
