// Package search is exercise 14: the search for good hyperparameters.
//
//	Slide   Hyperparameter optimization; Example: hyperparameter optimization; Evaluating DL models
//	Time    40 minutes
//	Points  13, and 2 for tests that are not shown
package search

import (
	"fmt"
	"math/rand/v2"

	"nn/solutions/given"
)

// Dataset holds examples: the one in row i of X has its desired output in row i of Y, which is
// one-hot.
type Dataset struct{ X, Y *given.Matrix }

// Model says of which layers a network is to be made.
type Model struct {
	InputSize int
	Layers    []Layer
}

// Layer is a line such as model.add(layers.Dense(100, activation='relu')) on the slides.
type Layer struct {
	Kind       string // "dense" or "dropout"
	Units      int
	Activation string // "relu" or "softmax"
	Rate       float64
}

// Dense returns a dense layer with its activation function.
func Dense(units int, activation string) Layer {
	return Layer{Kind: "dense", Units: units, Activation: activation}
}

// Dropout returns a dropout layer.
func Dropout(rate float64) Layer { return Layer{Kind: "dropout", Rate: rate} }

// String shows the layer as it was made.
func (l Layer) String() string {
	if l.Kind == "dropout" {
		return fmt.Sprintf("Dropout(%v)", l.Rate)
	}
	return fmt.Sprintf("Dense(%d, %s)", l.Units, l.Activation)
}

// Optimizer is the training algorithm and its parameters.
type Optimizer struct {
	Name         string // "sgd", "rmsprop" or "adam"
	LearningRate float64
	Momentum     float64 // of "sgd", 0 for none
}

// Backend is what trains models, in place of Keras. The tests bring one that only pretends to. What
// a model has learned belongs to the pointer.
type Backend interface {
	// Fit trains the model on the examples; a model that was trained before goes on from there.
	Fit(model *Model, optimizer Optimizer, X, Y *given.Matrix, epochs, batchSize int)
	// Evaluate returns the accuracy of a trained model on examples.
	Evaluate(model *Model, X, Y *given.Matrix) (accuracy float64)
}

// SetupModel returns a new model for multiclass classification: a dense layer with relu for each
// element of topology, which is its number of units, each followed by a dropout layer with the
// dropout rate; and last a dense layer of outputSize units with softmax. With a rate of 0 there is
// no dropout layer.
func SetupModel(topology []int, dropoutRate float64, inputSize, outputSize int) *Model {
	// Exercise:
	//
	// What differs from network to network becomes a parameter, so that a list of numbers says it all,
	// and a search can draw it. The input is no layer: it is the shape that the first one is told. The
	// outputs are the probabilities of the classes: softmax, and none of them may be dropped.
	model := &Model{InputSize: inputSize}
	for _, units := range topology {
		model.Layers = append(model.Layers, Dense(units, "relu"))
		if dropoutRate > 0 {
			model.Layers = append(model.Layers, Dropout(dropoutRate))
		}
	}
	model.Layers = append(model.Layers, Dense(outputSize, "softmax"))
	return model
}

// TrainDNN trains the model by the backend, with all of its parameters. The algorithms are "sgd",
// "rmsprop", "adam" and "sgd_momentum", which is sgd with a momentum of 0.9; the others have none.
// Any other algorithm is an error, and then nothing is trained.
func TrainDNN(backend Backend, model *Model, algorithm string, lr float64, train Dataset, epochs,
	batchSize int) error {
	// Exercise: a word of the options becomes an optimizer; a word that is mistyped must not become
	// another one.
	optimizer := Optimizer{Name: algorithm, LearningRate: lr}
	switch algorithm {
	case "sgd", "rmsprop", "adam":
	case "sgd_momentum":
		optimizer.Name, optimizer.Momentum = "sgd", 0.9
	default:
		return fmt.Errorf("there is no algorithm %q", algorithm)
	}
	backend.Fit(model, optimizer, train.X, train.Y, epochs, batchSize)
	return nil
}

// OptParams is the slide's opt_params: a list of options for each hyperparameter. None is empty.
type OptParams struct {
	Topology  [][]int
	Algorithm []string
	LR        []float64
	Dropout   []float64
}

// Config is one choice from each list.
type Config struct {
	Topology    []int
	Algorithm   string
	LR, Dropout float64
}

// RandomConfig draws one option from each list, all with the same probability and each list by
// itself.
func RandomConfig(params OptParams, rng *rand.Rand) Config {
	// Exercise:
	//
	// A grid of 4·3·2·3 options is 72 trainings. Most of its dimensions hardly matter, and random
	// choices try a different value of those that do each time, so that ten of them are often enough
	// (Bergstra and Bengio 2012). For that the lists must be drawn independently of each other.
	return Config{
		Topology:  params.Topology[rng.IntN(len(params.Topology))],
		Algorithm: params.Algorithm[rng.IntN(len(params.Algorithm))],
		LR:        params.LR[rng.IntN(len(params.LR))],
		Dropout:   params.Dropout[rng.IntN(len(params.Dropout))],
	}
}

// Epochs and BatchSize are those of the slide's train_dnn, for every training.
const (
	Epochs    = 5
	BatchSize = 64
)

// DNNOptimization is a randomized search: so many times it draws a configuration with rng, sets up
// a new model, with the columns of X and Y as its sizes, trains it on train, and evaluates it on
// validation. It returns the configuration with the highest accuracy there, of equal ones the
// first, and that accuracy. Verbose is told of every configuration and its accuracy, unless it is
// nil. An error of TrainDNN ends the search. iterations is 1 or more.
func DNNOptimization(backend Backend, params OptParams, train, validation Dataset, iterations int,
	rng *rand.Rand, verbose func(c Config, accuracy float64)) (best Config, accuracy float64,
	err error) {
	// Exercise:
	//
	// On its own training examples a model is best that has learned them by heart, so it is the
	// validation part that chooses. Each configuration gets a new model: weights that have learned
	// already would let the later ones win. The one generator goes on from draw to draw; begun anew it
	// would draw the same configuration again. An accuracy can be 0, so the first one has nothing to
	// beat.
	for i := range iterations {
		c := RandomConfig(params, rng)
		model := SetupModel(c.Topology, c.Dropout, train.X.Cols, train.Y.Cols)
		if err := TrainDNN(backend, model, c.Algorithm, c.LR, train, Epochs, BatchSize); err != nil {
			return Config{}, 0, err
		}
		a := backend.Evaluate(model, validation.X, validation.Y)
		if verbose != nil {
			verbose(c, a)
		}
		if i == 0 || a > accuracy {
			best, accuracy = c, a
		}
	}
	return best, accuracy, nil
}

// OptimizeAndTest does what the slide "Evaluating DL models" asks for: the configuration is chosen
// by DNNOptimization, a new model with it is trained on train, and its accuracy on test is returned
// with the configuration. The test part serves this one purpose, once. (The slide's example gives
// the test part to dnn_optimization; then nothing is left to estimate the error of the final model
// with.)
func OptimizeAndTest(backend Backend, params OptParams, train, validation, test Dataset,
	iterations int,
	rng *rand.Rand) (best Config, accuracy float64, err error) {
	// Exercise:
	//
	// The best of many accuracies is the best partly by luck, so as an estimate it is too good, be it
	// on the validation part or on whichever part has chosen. Only examples that have had no say in
	// the weights and none in the choice tell how the final model does on new ones.
	best, _, err = DNNOptimization(backend, params, train, validation, iterations, rng, nil)
	if err != nil {
		return Config{}, 0, err
	}
	model := SetupModel(best.Topology, best.Dropout, train.X.Cols, train.Y.Cols)
	if err := TrainDNN(backend, model, best.Algorithm, best.LR, train, Epochs, BatchSize); err != nil {
		return Config{}, 0, err
	}
	return best, backend.Evaluate(model, test.X, test.Y), nil
}
