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

// Dataset holds examples: row i of X is an example, and row i of Y is its target, which is one-hot.
type Dataset struct{ X, Y *given.Matrix }

// Model describes the layers of a network.
type Model struct {
	InputSize int
	Layers    []Layer
}

// Layer describes one layer, like model.add(layers.Dense(100, activation='relu')) on the slides.
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

// String formats the layer like the call that makes it.
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

// Backend trains models, as Keras does on the slides. The tests bring a backend that only pretends
// to train. The backend stores the learned weights per *Model.
type Backend interface {
	// Fit trains the model on the examples. A second Fit of the same model continues its training.
	Fit(model *Model, optimizer Optimizer, X, Y *given.Matrix, epochs, batchSize int)
	// Evaluate returns the accuracy of a trained model on examples.
	Evaluate(model *Model, X, Y *given.Matrix) (accuracy float64)
}

// SetupModel returns a new model for multiclass classification. For each element of topology, a
// number of units, it has a dense layer with relu, followed by a dropout layer with the dropout
// rate. The last layer is a dense layer of outputSize units with softmax. With rate 0 there are no
// dropout layers.
//
// For example:
//
//	topology = [16 8]    dropoutRate = 0.25    inputSize = 10    outputSize = 3
//	InputSize = 10
//	Layers[0] = Dense(16, relu)
//	Layers[1] = Dropout(0.25)
//	Layers[2] = Dense(8, relu)
//	Layers[3] = Dropout(0.25)
//	Layers[4] = Dense(3, softmax)
func SetupModel(topology []int, dropoutRate float64, inputSize, outputSize int) *Model {
	panic("not written yet: SetupModel")
}

// TrainDNN calls the backend once to train the model with the given parameters. The algorithms are
// "sgd", "rmsprop", "adam" and "sgd_momentum". The last one is sgd with momentum 0.9; the others
// have momentum 0. For any other algorithm TrainDNN returns an error and trains nothing.
//
// For example, the call of Fit for "sgd_momentum" with lr = 0.05, 20 epochs and batches of 16:
//
//	optimizer = {Name:sgd LearningRate:0.05 Momentum:0.9}    epochs = 20    batchSize = 16
func TrainDNN(backend Backend, model *Model, algorithm string, lr float64, train Dataset, epochs,
	batchSize int) error {
	panic("not written yet: TrainDNN")
}

// OptParams is the slide's opt_params: a list of options for each hyperparameter. No list is empty.
type OptParams struct {
	Topology  [][]int
	Algorithm []string
	LR        []float64
	Dropout   []float64
}

// Config is one option from each list.
type Config struct {
	Topology    []int
	Algorithm   string
	LR, Dropout float64
}

// RandomConfig draws one option from each list. All options of a list have the same probability,
// and the lists are independent of each other.
//
// For example, one possible configuration:
//
//	Topology = [[20] [40 10]]    Algorithm = [sgd adam]
//	LR = [0.3 0.03 0.003]    Dropout = [0 0.4]
//	config = {Topology:[20] Algorithm:adam LR:0.003 Dropout:0}
func RandomConfig(params OptParams, rng *rand.Rand) Config {
	panic("not written yet: RandomConfig")
}

// Epochs and BatchSize are the slide's values in train_dnn. Every training uses them.
const (
	Epochs    = 5
	BatchSize = 64
)

// DNNOptimization performs a randomized search. In each iteration it draws a configuration with
// rng, sets up a new model whose input and output sizes are the columns of X and Y, trains the
// model on train, and evaluates it on validation. It calls verbose with every configuration and its
// accuracy, unless verbose is nil. It returns the configuration with the highest accuracy on
// validation (the first, if several are equal) and that accuracy. An error of TrainDNN ends the
// search. iterations is 1 or more.
//
// For example, one possible search with 3 iterations and the options of the example above:
//
//	config = {Topology:[20] Algorithm:adam LR:0.003 Dropout:0}    accuracy = 0.625
//	config = {Topology:[40 10] Algorithm:sgd LR:0.03 Dropout:0.4}    accuracy = 0.875
//	config = {Topology:[20] Algorithm:adam LR:0.3 Dropout:0}    accuracy = 0.75
//	best = {Topology:[40 10] Algorithm:sgd LR:0.03 Dropout:0.4}    accuracy = 0.875
func DNNOptimization(backend Backend, params OptParams, train, validation Dataset, iterations int,
	rng *rand.Rand, verbose func(c Config, accuracy float64)) (best Config, accuracy float64,
	err error) {
	panic("not written yet: DNNOptimization")
}

// OptimizeAndTest follows the slide "Evaluating DL models". DNNOptimization selects the
// configuration, without verbose. OptimizeAndTest then trains a new model with this configuration
// on train, and returns the configuration and the accuracy of that model on test. The test part is
// used only once, for this estimate. (The slide's example passes the test part to dnn_optimization;
// then no data remains for estimating the error of the final model.)
//
// For example, after the search of the example above:
//
//	best = {Topology:[40 10] Algorithm:sgd LR:0.03 Dropout:0.4}    accuracy on test = 0.8125
func OptimizeAndTest(backend Backend, params OptParams, train, validation, test Dataset,
	iterations int,
	rng *rand.Rand) (best Config, accuracy float64, err error) {
	panic("not written yet: OptimizeAndTest")
}
