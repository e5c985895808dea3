// Package search is exercise 14: the search for good hyperparameters.
//
//	Slide   Hyperparameter optimization; Example: hyperparameter optimization; Evaluating DL models
//	Time    40 minutes
//	Points  13, and 2 for tests that are not shown
package search

import (
	"fmt"
	"math/rand/v2"

	"exercises/given"
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
	panic("not written yet: SetupModel")
}

// TrainDNN trains the model by the backend, with all of its parameters. The algorithms are "sgd",
// "rmsprop", "adam" and "sgd_momentum", which is sgd with a momentum of 0.9; the others have none.
// Any other algorithm is an error, and then nothing is trained.
func TrainDNN(backend Backend, model *Model, algorithm string, lr float64, train Dataset, epochs,
	batchSize int) error {
	panic("not written yet: TrainDNN")
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
	panic("not written yet: RandomConfig")
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
	panic("not written yet: DNNOptimization")
}

// OptimizeAndTest does what the slide "Evaluating DL models" asks for: the configuration is chosen
// by DNNOptimization, a new model with it is trained on train, and its accuracy on test is returned
// with the configuration. The test part serves this one purpose, once. (The slide's example gives
// the test part to dnn_optimization; then nothing is left to estimate the error of the final model
// with.)
func OptimizeAndTest(backend Backend, params OptParams, train, validation, test Dataset,
	iterations int,
	rng *rand.Rand) (best Config, accuracy float64, err error) {
	panic("not written yet: OptimizeAndTest")
}
