package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"nn"
	activations "nn/solutions/04-activations"
	network "nn/solutions/09-mini-batches-fit"
	data "nn/solutions/13-one-hot-splits"
	"nn/solutions/given"
)

// ownLayer shows a layer whose outputs differ from those of the library's layer to the diagnosis.
type ownLayer struct {
	nn.BaseLayer
	layer network.Layer
}

func (l *ownLayer) OutputShape() int { return l.layer.OutputShape() }
func (l *ownLayer) ForwardPropagation(X *nn.Matrix, training bool) *nn.Matrix {
	return library(l.layer.ForwardPropagation(student(X), training))
}
func (l *ownLayer) BackwardPropagation(*nn.Matrix) *nn.Matrix {
	panic("the diagnosis does not call it")
}

type ownDense struct {
	ownLayer
	params []*nn.Param
}

func (l *ownDense) Params() []*nn.Param { return l.params }

func library(m *given.Matrix) *nn.Matrix {
	return &nn.Matrix{Rows: m.Rows, Cols: m.Cols, Data: slices.Clone(m.Data)}
}

func student(m *nn.Matrix) *given.Matrix {
	m = m.Dense()
	return &given.Matrix{Rows: m.Rows, Cols: m.Cols, Data: slices.Clone(m.Data)}
}

// window is the network as the diagnosis sees it: a network of the library with the student's
// weights. A layer with the same outputs as the library's layer is such a layer in it.
type window struct {
	net    *nn.NeuralNetwork
	copies []func() // copy weights and gradients of the student's layers
}

func (s settings) newWindow(net *network.NeuralNetwork, X *given.Matrix) *window {
	rng := rand.New(rand.NewPCG(1, 1)) // the weights that it draws are replaced
	w := &window{net: nn.NewNeuralNetwork(X.Cols, s.library, nn.NewSGD(s.optimizer.LearningRate, 0), rng)}
	w.net.Epochs, w.net.BatchSize = epochs, net.BatchSize
	sample := student(library(X).RowRange(0, 40))
	for _, l := range net.Layers {
		var dense *denseLayer
		var right nn.Layer
		switch l := l.(type) {
		case *denseLayer:
			dense = l
		case *penalized:
			dense = l.denseLayer
		case *softmaxLayer:
			right = nn.NewSoftmaxActivation()
		case *dropoutLayer:
			right = nn.NewDropout(l.Rate, rng)
		case *reluLayer:
			switch l.Activation.(type) {
			case activations.ReLUActivation:
				right = nn.NewReLUActivation()
			case activations.SigmoidActivation:
				right = nn.NewSigmoidActivation()
			case activations.TanhActivation:
				right = nn.NewTanhActivation()
			}
		}
		if dense != nil {
			right = nn.NewDenseLayer(dense.Weights.Cols)
		}
		right.SetInputShape(sample.Cols)
		if dense != nil {
			right.(*nn.DenseLayer).Initialize(rng)
			w.copyOf(dense, right.Params())
		}
		before := library(sample)
		sample = l.ForwardPropagation(sample, false)
		if same(sample, right, before) {
			w.net.Add(right)
			if dense != nil {
				w.copies[len(w.copies)-1]() // Add has drawn new weights
				if s.l2 > 0 {
					right.(*nn.DenseLayer).KernelRegularizer(nn.L1L2(s.l1, s.l2))
				}
			}
		} else if dense != nil {
			w.net.Add(&ownDense{ownLayer{layer: l}, right.Params()})
		} else {
			w.net.Add(&ownLayer{layer: l})
		}
	}
	return w
}

// same reports whether Y is what the library's layer returns for X.
func same(Y *given.Matrix, l nn.Layer, X *nn.Matrix) (ok bool) {
	defer func() { ok = recover() == nil && ok }()
	Z := l.ForwardPropagation(X, false)
	return Y.Rows == Z.Rows && slices.EqualFunc(Y.Data, Z.Data, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 })
}

// copyOf copies the weights and gradients of a layer to params, now and whenever w.copy is called.
func (w *window) copyOf(d *denseLayer, params []*nn.Param) {
	w.copies = append(w.copies, func() {
		for i, m := range []*given.Matrix{d.Weights, d.Biases} {
			if m.Rows != params[i].Value.Rows || m.Cols != params[i].Value.Cols {
				panic(fmt.Sprintf("the %s have shape %s", params[i].Name, m.Shape()))
			}
			copy(params[i].Value.Data, m.Data)
		}
		for i, m := range []*given.Matrix{d.errors.WeightsError, d.errors.BiasesError} {
			if m != nil {
				copy(params[i].Grad.Data, m.Data)
			}
		}
	})
	w.copies[len(w.copies)-1]()
}

func (w *window) copy() {
	for _, f := range w.copies {
		f()
	}
}

func (w *window) finite() bool {
	for _, p := range w.net.Params() {
		if !finite(p.Value.Data) {
			return false
		}
	}
	return true
}

func finite(v []float64) bool {
	return !slices.ContainsFunc(v, func(x float64) bool { return math.IsNaN(x - x) })
}

// watched calls the diagnosis between the batches: each has one derivative of the loss.
type watched struct {
	network.LossFunction
	end     func() // of the last batch
	pending bool
}

func (l *watched) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	l.endBatch()
	if !finite(yPred.Data) {
		panic(nn.ErrDiverged)
	}
	l.pending = true
	return l.LossFunction.Derivative(yTrue, yPred)
}

func (l *watched) endBatch() {
	if l.pending {
		l.end()
	}
	l.pending = false
}

// watch shows the training of net to d. It returns the function that ends it.
func (s settings) watch(net *network.NeuralNetwork, d *nn.Diagnosis, train, validation data.Dataset) (end func(error)) {
	w := s.newWindow(net, train.X)
	w.net.Epochs = 0 // Fit examines the data and the outputs, and panics if it refuses them
	if err := w.net.Fit(dataset(train), dataset(validation)); err != nil {
		panic(err)
	}
	w.net.Epochs = epochs
	d.BeginTraining(w.net, dataset(train), dataset(validation))
	loss := &watched{LossFunction: s.loss, end: func() {
		w.copy()
		d.EndBatch(w.net, nn.BatchRecord{Examples: train.X.Rows})
	}}
	net.Loss = loss
	epoch := 0
	net.Verbose = func(r network.Record) {
		loss.endBatch()
		w.copy()
		epoch++
		if !finite([]float64{r.Loss}) || !w.finite() {
			panic(nn.ErrDiverged)
		}
		record := nn.EpochRecord{Epoch: epoch, Loss: r.Loss, Metric: r.Metric, LearningRate: s.optimizer.LearningRate}
		record.ValLoss = s.loss.Loss(validation.Y, net.Predict(validation.X))
		for _, l := range net.Layers {
			if l, ok := l.(*penalized); ok {
				penalty := l.student().Penalty()
				record.Loss, record.ValLoss = record.Loss+penalty, record.ValLoss+penalty
			}
		}
		w.net.History = append(w.net.History, record)
		d.EndEpoch(w.net, record)
	}
	return func(err error) { d.EndTraining(w.net, err) }
}

func dataset(d data.Dataset) *nn.Dataset { return &nn.Dataset{X: library(d.X), Y: library(d.Y)} }
