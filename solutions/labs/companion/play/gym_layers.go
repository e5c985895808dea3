package play

import (
	"math/rand/v2"
	"slices"

	"nn"
	dense "nn/solutions/02-dense-forward"
	backward "nn/solutions/03-dense-backward"
	activations "nn/solutions/04-activations"
	softmax "nn/solutions/05-softmax"
	losses "nn/solutions/06-losses"
	sgd "nn/solutions/07-sgd-momentum"
	optimizers "nn/solutions/08-rmsprop-adam"
	network "nn/solutions/09-mini-batches-fit"
	regularization "nn/solutions/10-regularization-dropout"
	"nn/solutions/given"
)

func lossNamed(name string) network.LossFunction {
	switch name {
	case "MeanSquaredError":
		return losses.MeanSquaredError{}
	case "BinaryCrossEntropy":
		return losses.BinaryCrossEntropy{}
	}
	return losses.CategoricalCrossEntropy{}
}

func activationNamed(name string) activations.Activation {
	switch name {
	case "Sigmoid":
		return activations.SigmoidActivation{}
	case "Tanh":
		return activations.TanhActivation{}
	}
	return activations.ReLUActivation{}
}

func library(m *given.Matrix) *nn.Matrix {
	return &nn.Matrix{Rows: m.Rows, Cols: m.Cols, Data: slices.Clone(m.Data)}
}

func student(m *nn.Matrix) *given.Matrix {
	return &given.Matrix{Rows: m.Rows, Cols: m.Cols, Data: slices.Clone(m.Data)}
}

// rule is an optimizer for one parameter.
type rule interface {
	Update(W, dW *given.Matrix) *given.Matrix
}

func (r recipe) rule() rule {
	switch r.optimizer {
	case "Adam":
		return &optimizers.Adam{LearningRate: r.rate, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8}
	case "RMSProp":
		return &optimizers.RMSProp{LearningRate: r.rate, Beta: 0.9, Epsilon: 1e-7}
	}
	return &sgd.SGD{LearningRate: r.rate, Momentum: gymMomentum}
}

// station is a layer that keeps what passed through it last.
type station struct {
	network.Layer
	name         string
	X, Y, dY, dX *given.Matrix
}

func (s *station) ForwardPropagation(X *given.Matrix, training bool) *given.Matrix {
	s.X = X.Clone()
	Y := s.Layer.ForwardPropagation(X, training)
	s.Y = Y.Clone()
	return Y
}

func (s *station) BackwardPropagation(dY *given.Matrix) *given.Matrix {
	s.dY = dY.Clone()
	dX := s.Layer.BackwardPropagation(dY)
	s.dX = dX.Clone()
	return dX
}

// noUpdate has the methods of a layer without weights.
type noUpdate struct{ shape int }

func (l *noUpdate) SetInputShape(cols int) { l.shape = cols }
func (l *noUpdate) OutputShape() int       { return l.shape }
func (l *noUpdate) Update()                {}

type gymActivation struct {
	noUpdate
	activations.ActivationLayer
}

func (l *gymActivation) ForwardPropagation(X *given.Matrix, training bool) *given.Matrix {
	return l.ActivationLayer.ForwardPropagation(X)
}

type gymSoftmax struct {
	noUpdate
	softmax.SoftmaxActivation
}

func (l *gymSoftmax) ForwardPropagation(X *given.Matrix, training bool) *given.Matrix {
	return l.SoftmaxActivation.ForwardPropagation(X)
}

type gymDropout struct {
	noUpdate
	regularization.Dropout
}

// gymDense is the dense layer of three exercises with an optimizer for each parameter.
type gymDense struct {
	dense.DenseLayer
	back   backward.DenseLayer
	rng    *rand.Rand
	l1, l2 float64
	rules  [2]rule
}

func (l *gymDense) SetInputShape(cols int) {
	l.InputShape = cols
	l.Initialize(l.rng)
}

func (l *gymDense) ForwardPropagation(X *given.Matrix, training bool) *given.Matrix {
	return l.DenseLayer.ForwardPropagation(X)
}

func (l *gymDense) BackwardPropagation(dY *given.Matrix) *given.Matrix {
	l.back.Input, l.back.Weights, l.back.Biases = l.Input, l.Weights, l.Biases
	dX := l.back.BackwardPropagation(dY)
	if l.l2 > 0 {
		p := l.penalized()
		p.AddPenaltyDerivative()
		l.back.WeightsError, l.back.BiasesError = p.WeightsError, p.BiasesError
	}
	return dX
}

func (l *gymDense) penalized() *regularization.DenseLayer {
	return &regularization.DenseLayer{Weights: l.Weights, Biases: l.Biases, WeightsError: l.back.WeightsError,
		BiasesError: l.back.BiasesError, L1: l.l1, L2: l.l2}
}

func (l *gymDense) Update() {
	l.Weights = l.rules[0].Update(l.Weights, l.back.WeightsError)
	l.Biases = l.rules[1].Update(l.Biases, l.back.BiasesError)
}
