// The program trains a network from the functions of the exercises, as exercises/train does, and
// shows the training to nn.Diagnosis. TestDiagnosisOfMistakes compiles it with the other files of
// exercises/train and with one known mistake. The arguments are the functions with the mistake. They
// select a network that calls these functions.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"

	"nn"
	activations "nn/solutions/04-activations"
	losses "nn/solutions/06-losses"
	network "nn/solutions/09-mini-batches-fit"
	regularization "nn/solutions/10-regularization-dropout"
	metrics "nn/solutions/12-metrics"
	data "nn/solutions/13-one-hot-splits"
	search "nn/solutions/14-randomized-search"
	"nn/solutions/given"
)

const (
	drawings = 2000
	epochs   = 12
)

// result is what the program prints.
type result struct {
	Network  string // describes it
	Check    string // what exercises/train says about the gradient; "" if it is right
	Panic    string // of the student's functions in the training
	Refused  string // the sentence with which nn's Fit refuses the data or the first outputs
	Diverged bool
	Accuracy float64 // of the test part; NaN is written as -1
	Findings []nn.Finding
}

// settings describes the network that calls the functions with the mistake.
type settings struct {
	hidden          activations.Activation
	loss            network.LossFunction
	library         nn.LossFunction // the same loss
	optimizer       search.Optimizer
	l1, l2, dropout float64
}

// String describes the network.
func (s settings) String() string {
	hidden := strings.TrimSuffix(strings.TrimPrefix(fmt.Sprintf("%T", s.hidden), "activations."), "Activation")
	loss := strings.TrimPrefix(fmt.Sprintf("%T", s.loss), "losses.")
	text := fmt.Sprintf("%s, %s, %s with rate %v", hidden, loss, s.optimizer.Name, s.optimizer.LearningRate)
	if s.optimizer.Momentum > 0 {
		text += fmt.Sprintf(" and momentum %v", s.optimizer.Momentum)
	}
	if s.l2 > 0 {
		text += fmt.Sprintf(", L1 %v and L2 %v", s.l1, s.l2)
	}
	if s.dropout > 0 {
		text += fmt.Sprintf(", dropout %v", s.dropout)
	}
	return text
}

// settingsFor returns the settings for a mistake in functions of an exercise, given by its number.
func settingsFor(exercise string, functions []string) settings {
	s := settings{hidden: activations.ReLUActivation{}, loss: losses.CategoricalCrossEntropy{},
		library: new(nn.CategoricalCrossEntropy), optimizer: search.Optimizer{Name: "sgd", LearningRate: 0.3, Momentum: 0.9}}
	for _, f := range functions {
		switch f, _, _ := strings.Cut(f, "."); f {
		case "SigmoidActivation":
			s.hidden = activations.SigmoidActivation{}
			s.optimizer.LearningRate = 1
		case "TanhActivation":
			s.hidden = activations.TanhActivation{}
		case "BinaryCrossEntropy":
			s.loss, s.library = losses.BinaryCrossEntropy{}, new(nn.BinaryCrossEntropy)
		case "MeanSquaredError":
			s.loss, s.library = losses.MeanSquaredError{}, new(nn.MeanSquaredError)
		case "Adam":
			s.optimizer = search.Optimizer{Name: "adam", LearningRate: 0.003}
		case "RMSProp":
			s.optimizer = search.Optimizer{Name: "rmsprop", LearningRate: 0.003}
		case "DenseLayer":
			if exercise == "10" {
				s.l1, s.l2 = 1e-4, 1e-3
			}
		case "NeuralNetwork", "Dropout", "SetupModel":
			s.dropout = 0.2
		}
	}
	return s
}

// penalized is a dense layer with L1 and L2.
type penalized struct {
	*denseLayer
	l1, l2 float64
}

func (l *penalized) student() *regularization.DenseLayer {
	return &regularization.DenseLayer{Weights: l.Weights, Biases: l.Biases, WeightsError: l.errors.WeightsError,
		BiasesError: l.errors.BiasesError, L1: l.l1, L2: l.l2}
}

func (l *penalized) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	inputError := l.denseLayer.BackwardPropagation(outputError)
	r := l.student()
	r.AddPenaltyDerivative()
	l.errors.WeightsError, l.errors.BiasesError = r.WeightsError, r.BiasesError
	return inputError
}

// assemble returns the network that the settings describe, with two hidden layers.
func (s settings) assemble(inputs, outputs int, rng *rand.Rand) *network.NeuralNetwork {
	model := search.SetupModel([]int{32, 32}, s.dropout, inputs, outputs)
	net := &network.NeuralNetwork{InputShape: model.InputSize, Epochs: epochs, BatchSize: batchSize,
		Metric: metrics.Accuracy, Rng: rng}
	for _, layer := range model.Layers {
		if layer.Kind == "dropout" {
			net.Add(&dropoutLayer{Dropout: regularization.Dropout{Rate: layer.Rate, Rng: rng}})
			continue
		}
		d := newDense(layer.Units, 0, func() rule { return newRule(s.optimizer) }, rng)
		if s.l1+s.l2 > 0 {
			net.Add(&penalized{d, s.l1, s.l2})
		} else {
			net.Add(d)
		}
		activation := newReLU()
		activation.Activation = s.hidden
		switch s.loss.(type) {
		case losses.CategoricalCrossEntropy:
			if layer.Activation == "softmax" {
				net.Add(new(softmaxLayer))
				continue
			}
		case losses.BinaryCrossEntropy:
			if layer.Activation == "softmax" {
				activation.Activation = activations.SigmoidActivation{}
			}
		case losses.MeanSquaredError:
			if layer.Activation == "softmax" {
				continue
			}
		}
		if layer.Activation != "" {
			net.Add(activation)
		}
	}
	return net
}

// try calls f and returns what it panics with, or nil.
func try(f func()) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case error:
			err = p
		default:
			err = fmt.Errorf("%v", p)
		}
	}()
	f()
	return nil
}

func main() {
	s := settingsFor(os.Args[1], os.Args[2:])
	r := result{Network: s.String(), Accuracy: -1}
	if err := try(func() {
		if d := checkGradient(rand.New(rand.NewPCG(2, 5))); !(d < 1e-6) {
			r.Check = "stops"
		}
	}); err != nil {
		r.Check = "panics"
	}
	if err := try(func() { s.train(&r) }); err != nil {
		r.Panic = err.Error()
	}
	if err := json.NewEncoder(os.Stdout).Encode(r); err != nil {
		panic(err)
	}
}

// train does what exercises/train does: it draws, splits and standardizes the pictures, trains a
// network, and tests it.
func (s settings) train(r *result) {
	rng := rand.New(rand.NewPCG(2, 5))
	X, digits := drawDigits(drawings, rng)
	all := data.Dataset{X: X, Y: data.OneHot(digits, 10)}
	if _, ok := s.loss.(losses.BinaryCrossEntropy); ok { // odd or even
		all.Y = given.NewMatrix(drawings, 1)
		for i, digit := range digits {
			all.Y.Set(i, 0, float64(digit%2))
		}
	}
	train, validation, test := data.TrainValidationTest(all, 0.2, 0.2, rng)
	train.X, validation.X, test.X = data.Standardize(train.X, validation.X, test.X)
	net := s.assemble(train.X.Cols, all.Y.Cols, rng)
	net.Loss = s.loss

	d := nn.NewDiagnosis(nil)
	end := func(error) {}
	if err := try(func() { end = s.watch(net, d, train, validation) }); err != nil {
		r.Refused = err.Error()
		net.Loss, net.Verbose = s.loss, nil
	}
	err := try(func() { net.Fit(train.X, train.Y) })
	if r.Diverged = errors.Is(err, nn.ErrDiverged); err != nil && !r.Diverged {
		panic(err)
	}
	end(err)
	r.Findings = d.Findings
	if err := try(func() { r.Accuracy = nn.Accuracy(library(test.Y), library(net.Predict(test.X))) }); err != nil {
		r.Accuracy = -1
	}
}
