package network

import (
	"math/rand/v2"

	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

// line is a layer y = w·x + b; Update subtracts 0.1 times the gradient.
type line struct {
	w, b, dw, db float64
	x            *given.Matrix
	units, cols  int
}

func (l *line) SetInputShape(cols int) { l.cols = cols }
func (l *line) OutputShape() int       { return l.units }

func (l *line) ForwardPropagation(x *given.Matrix, training bool) *given.Matrix {
	l.x = x
	return x.Apply(func(x float64) float64 { return l.w*x + l.b })
}

func (l *line) BackwardPropagation(dY *given.Matrix) *given.Matrix {
	l.dw, l.db = 0, 0
	for i, d := range dY.Data {
		l.dw += d * l.x.Data[i]
		l.db += d
	}
	return dY.ScaledBy(l.w)
}

func (l *line) Update() { l.w, l.b = l.w-0.1*l.dw, l.b-0.1*l.db }

func column(numbers ...float64) *given.Matrix { return given.MatrixOf(numbers).T() }

func ExampleNeuralNetwork_Add() {
	net, first, second := &NeuralNetwork{InputShape: 7}, &line{units: 3}, &line{units: 2}
	net.Add(first)
	net.Add(second)
	agree.Show("input shape of layer 1", first.cols, "input shape of layer 2", second.cols)
	// Output:
	// input shape of layer 1 = 7    input shape of layer 2 = 3
}

func ExampleNeuralNetwork_MiniBatches() {
	X, Y := column(1, 2, 3, 4, 5), column(10, 20, 30, 40, 50)
	net := &NeuralNetwork{BatchSize: 2, Rng: rand.New(rand.NewPCG(9, 4))}
	for i, batch := range net.MiniBatches(X, Y) {
		agree.Show("batch", i+1, "X", batch.X, "Y", batch.Y)
	}
	// Output:
	// batch = 1    X = [ 3 ]    Y = [ 30 ]
	//                  [ 1 ]        [ 10 ]
	// batch = 2    X = [ 2 ]    Y = [ 20 ]
	//                  [ 4 ]        [ 40 ]
	// batch = 3    X = [ 5 ]    Y = [ 50 ]
}

func two() (net *NeuralNetwork, first, second *line) {
	first, second = &line{w: 3, b: -1}, &line{w: 2, b: 0.5}
	return &NeuralNetwork{Layers: []Layer{first, second}}, first, second
}

func ExampleNeuralNetwork_ForwardPropagation() {
	net, _, _ := two()
	X := column(1, -2)
	agree.Show("X", X, "Y*", net.ForwardPropagation(X, true))
	// Output:
	// X = [  1 ]    Y* = [   4.5 ]
	//     [ -2 ]         [ -13.5 ]
}

func ExampleNeuralNetwork_BackwardPropagation() {
	net, first, second := two()
	net.ForwardPropagation(column(1, -2), true)
	dY := column(1, 0.25)
	agree.Show("∂E/∂Y*", dY, "∂E/∂X", net.BackwardPropagation(dY))
	agree.Show("layer 1: w", first.w, "b", first.b, "layer 2: w", second.w, "b", second.b)
	// Output:
	// ∂E/∂Y* = [    1 ]    ∂E/∂X = [   6 ]
	//          [ 0.25 ]            [ 1.5 ]
	// layer 1: w = 2.9    b = -1.25    layer 2: w = 1.975    b = 0.375
}

// squared is the mean squared error of one output.
type squared struct{}

func (squared) Loss(yTrue, yPred *given.Matrix) float64 {
	d := yPred.Subtract(yTrue)
	return d.Multiply(d).SumAxis0().At(0, 0) / float64(d.Rows)
}

func (squared) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	return yPred.Subtract(yTrue).ScaledBy(2 / float64(yTrue.Rows))
}

// meanDifference is a metric, the mean of y - y*, that changes its sign if its arguments are
// swapped.
func meanDifference(yTrue, yPred *given.Matrix) float64 {
	return yTrue.Subtract(yPred).SumAxis0().At(0, 0) / float64(yTrue.Rows)
}

func ExampleNeuralNetwork_Fit() {
	X, Y, l := column(1, -1), column(5, 0), &line{w: 2}
	net := &NeuralNetwork{Layers: []Layer{l}, Epochs: 2, BatchSize: 2, Loss: squared{},
		Rng:    rand.New(rand.NewPCG(9, 5)),
		Metric: meanDifference}
	net.Fit(X, Y)
	agree.Show("X", X, "Y", Y)
	for _, r := range net.History {
		agree.Show("epoch", r.Epoch, "loss", r.Loss, "metric", r.Metric)
	}
	agree.Show("w", l.w, "b", l.b)
	// Output:
	// X = [  1 ]    Y = [ 5 ]
	//     [ -1 ]        [ 0 ]
	// epoch = 1    loss = 6.5    metric = 2.5
	// epoch = 2    loss = 4.16    metric = 2
	// w = 2.18    b = 0.9
}

// fitted returns the network y = 3x - 1.
func fitted() *NeuralNetwork {
	return &NeuralNetwork{Layers: []Layer{&line{w: 3, b: -1}}, Metric: meanDifference}
}

func ExampleNeuralNetwork_Predict() {
	X := column(2, -1)
	agree.Show("X", X, "Y*", fitted().Predict(X))
	// Output:
	// X = [  2 ]    Y* = [  5 ]
	//     [ -1 ]         [ -4 ]
}

func ExampleNeuralNetwork_Score() {
	X, Y := column(2, -1), column(8, -3.5)
	agree.Show("X", X, "Y", Y, "score", fitted().Score(X, Y))
	// Output:
	// X = [  2 ]    Y = [    8 ]    score = 1.75
	//     [ -1 ]        [ -3.5 ]
}
