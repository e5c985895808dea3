package main

import (
	"math/rand/v2"

	"nn"
)

// Config is a choice of the hyperparameters on the slide.
//
// Slide: Hyperparameter optimization in DNNs
type Config struct {
	Topology   []int   `json:"topology"`  // units of each hidden layer
	Algorithm  string  `json:"algorithm"` // one of the algorithms
	LR         float64 `json:"lr"`
	Dropout    float64 `json:"dropout"`    // rate after each hidden layer, 0 for none
	Activation string  `json:"activation"` // of the hidden layers, one of the activations
	L1         float64 `json:"l1"`         // regularization of all weights
	L2         float64 `json:"l2"`
	Patience   int     `json:"patience"` // of early stopping, 0 for none
}

// algorithms and activations are the possible choices, by name.
var (
	algorithms = map[string]func(lr float64) nn.Optimizer{
		"adagrad":      func(lr float64) nn.Optimizer { return nn.NewAdaGrad(lr) },
		"adam":         func(lr float64) nn.Optimizer { return nn.NewAdam(lr) },
		"rmsprop":      func(lr float64) nn.Optimizer { return nn.NewRMSProp(lr) },
		"sgd":          func(lr float64) nn.Optimizer { return nn.NewSGD(lr, 0) },
		"sgd_momentum": sgdMomentum,
	}
	activations = map[string]func() nn.Layer{
		"relu":    func() nn.Layer { return nn.NewReLUActivation() },
		"sigmoid": func() nn.Layer { return nn.NewSigmoidActivation() },
		"tanh":    func() nn.Layer { return nn.NewTanhActivation() },
	}
)

// sgdMomentum returns gradient descent with a momentum of 0.9. The learning rates of the slide are
// for Keras, whose rule has no factor 1 - β. Here, the rate must be ten times as large; see
// [nn.SGD].
func sgdMomentum(lr float64) nn.Optimizer {
	const β = 0.9
	return nn.NewSGD(lr/(1-β), β)
}

// SetupModel returns a network for several classes: for each number in the topology, a dense layer
// with that number of units, its activation and dropout, and finally a softmax over outputSize
// classes. It already has its optimizer, which train_dnn sets on the slide.
//
// Slide: Hyperparameter optimization (setup_model)
func SetupModel(c Config, inputSize, outputSize int, seed trialSeed) *nn.NeuralNetwork {
	loss, optimizer := &nn.CategoricalCrossEntropy{}, algorithms[c.Algorithm](c.LR)
	model := nn.NewNeuralNetwork(inputSize, loss, optimizer, seed.rng(0))
	dense := func(units int) nn.Layer {
		return nn.NewDenseLayer(units).KernelRegularizer(nn.L1L2(c.L1, c.L2))
	}
	for i, units := range c.Topology {
		model.Add(dense(units), activations[c.Activation]())
		if c.Dropout > 0 {
			model.Add(nn.NewDropout(c.Dropout, seed.rng(i+1)))
		}
	}
	return model.Add(dense(outputSize), nn.NewSoftmaxActivation())
}

// TrainDNN trains the model. With patience, it stops when the validation loss has not improved for
// that number of epochs, and restores the weights of the best epoch.
//
// Slide: Hyperparameter optimization (train_dnn)
func TrainDNN(model *nn.NeuralNetwork, c Config, train, validation *nn.Dataset,
	epochs, batchSize int) error {
	model.Epochs, model.BatchSize = epochs, batchSize
	if c.Patience > 0 {
		model.Callbacks = append(model.Callbacks, nn.NewEarlyStopping(c.Patience))
	}
	return model.Fit(train, validation)
}

// trialSeed determines all random numbers of a trial: the seed of the search and the number of the
// trial. A trial therefore has the same result alone, beside others, or on a different day.
type trialSeed struct{ search, number uint64 }

// rng returns the generator for a purpose: 0 for weights and mini-batches, and i for the dropout
// after hidden layer i.
func (s trialSeed) rng(purpose int) *rand.Rand {
	return rand.New(rand.NewPCG(s.search, s.number<<32|uint64(purpose)))
}
