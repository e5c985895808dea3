package main

import (
	"math/rand/v2"

	dense "exercises/02-dense-forward"
	backward "exercises/03-dense-backward"
	activations "exercises/04-activations"
	softmax "exercises/05-softmax"
	losses "exercises/06-losses"
	sgd "exercises/07-sgd-momentum"
	optimizer "exercises/08-rmsprop-adam"
	network "exercises/09-mini-batches-fit"
	regularization "exercises/10-regularization-dropout"
	metrics "exercises/12-metrics"
	search "exercises/14-randomized-search"
	"exercises/given"
)

// This file combines your functions into a network. The Layer of exercise 09 has more methods than
// the types of the other exercises. The types below add these methods and call your functions.

// noUpdate has the methods of a layer without weights, whose output has the shape of its input.
type noUpdate struct{ shape int }

func (l *noUpdate) SetInputShape(cols int) { l.shape = cols }
func (l *noUpdate) OutputShape() int       { return l.shape }
func (l *noUpdate) Update()                {}

type reluLayer struct {
	noUpdate
	activations.ActivationLayer
}

func newReLU() *reluLayer {
	l := new(reluLayer)
	l.Activation = activations.ReLUActivation{}
	return l
}

func (l *reluLayer) ForwardPropagation(X *given.Matrix, training bool) *given.Matrix {
	return l.ActivationLayer.ForwardPropagation(X)
}

type softmaxLayer struct {
	noUpdate
	softmax.SoftmaxActivation
}

func (l *softmaxLayer) ForwardPropagation(X *given.Matrix, training bool) *given.Matrix {
	return l.SoftmaxActivation.ForwardPropagation(X)
}

type dropoutLayer struct {
	noUpdate
	regularization.Dropout
}

// rule is an optimizer of exercise 07 or 08 for one parameter.
type rule interface {
	Update(W, dW *given.Matrix) *given.Matrix
}

// denseLayer has the forward pass of exercise 02, the backward pass of 03, and the L2 of 10.
type denseLayer struct {
	dense.DenseLayer
	l2              float64
	rng             *rand.Rand
	errors          backward.DenseLayer
	weights, biases rule
}

func newDense(units int, l2 float64, newRule func() rule, rng *rand.Rand) *denseLayer {
	return &denseLayer{DenseLayer: dense.DenseLayer{NUnits: units}, l2: l2, rng: rng,
		weights: newRule(), biases: newRule()}
}

func (l *denseLayer) SetInputShape(cols int) {
	l.InputShape = cols
	l.Initialize(l.rng)
}

func (l *denseLayer) ForwardPropagation(X *given.Matrix, training bool) *given.Matrix {
	return l.DenseLayer.ForwardPropagation(X)
}

func (l *denseLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	l.errors = backward.DenseLayer{Input: l.Input, Weights: l.Weights, Biases: l.Biases}
	inputError := l.errors.BackwardPropagation(outputError)
	if l.l2 > 0 {
		r := l.regularized()
		r.AddPenaltyDerivative()
		l.errors.WeightsError = r.WeightsError
	}
	return inputError
}

func (l *denseLayer) regularized() *regularization.DenseLayer {
	return &regularization.DenseLayer{Weights: l.Weights, Biases: l.Biases,
		WeightsError: l.errors.WeightsError, BiasesError: l.errors.BiasesError, L2: l.l2}
}

// Update writes into W and B, because early stopping restores the weights in these matrices.
func (l *denseLayer) Update() {
	copy(l.Weights.Data, l.weights.Update(l.Weights, l.errors.WeightsError).Data)
	copy(l.Biases.Data, l.biases.Update(l.Biases, l.errors.BiasesError).Data)
}

// build returns the network that a model of exercise 14 describes.
func build(model *search.Model, o search.Optimizer, l2 float64, batchSize int,
	rng *rand.Rand) *network.NeuralNetwork {
	net := &network.NeuralNetwork{InputShape: model.InputSize, Epochs: 1, BatchSize: batchSize,
		Loss: losses.CategoricalCrossEntropy{}, Metric: metrics.Accuracy, Rng: rng}
	for _, layer := range model.Layers {
		if layer.Kind == "dropout" {
			net.Add(&dropoutLayer{Dropout: regularization.Dropout{Rate: layer.Rate, Rng: rng}})
			continue
		}
		net.Add(newDense(layer.Units, l2, func() rule { return newRule(o) }, rng))
		if layer.Activation == "softmax" {
			net.Add(new(softmaxLayer))
		} else {
			net.Add(newReLU())
		}
	}
	return net
}

func newRule(o search.Optimizer) rule {
	switch o.Name {
	case "adam":
		return &optimizer.Adam{LearningRate: o.LearningRate, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8}
	case "rmsprop":
		return &optimizer.RMSProp{LearningRate: o.LearningRate, Beta: 0.9, Epsilon: 1e-7}
	}
	return &sgd.SGD{LearningRate: o.LearningRate, Momentum: o.Momentum}
}

// backend trains the models of the search in exercise 14.
type backend struct {
	rng  *rand.Rand
	nets map[*search.Model]*network.NeuralNetwork
}

func (b *backend) Fit(model *search.Model, o search.Optimizer, X, Y *given.Matrix, epochs,
	batchSize int) {
	net := build(model, o, 0, batchSize, b.rng)
	net.Epochs = epochs
	net.Fit(X, Y)
	b.nets[model] = net
}

func (b *backend) Evaluate(model *search.Model, X, Y *given.Matrix) float64 {
	return b.nets[model].Score(X, Y)
}
