// Package network is exercise 09: a network of layers, mini-batches, and training with them.
//
//	Slide   Improvements on training algorithms: batches
//	        Python implementation - neural network (NeuralNetwork.fit)
//	Time    40 minutes
//	Points  15, and 3 for tests that are not shown
package network

import (
	"math/rand/v2"

	"exercises/given"
)

// Layer is one layer of a network. The tests bring their own layers.
type Layer interface {
	SetInputShape(cols int) // sets the number of columns of the layer's input
	OutputShape() int       // returns the number of columns of the layer's output
	ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix)
	// STEP 1 to STEP 3
	BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix)
	// STEP 4, with the errors of the last BackwardPropagation
	Update()
}

// LossFunction computes the number that training minimizes, a mean over the rows, and its
// derivative.
type LossFunction interface {
	Loss(yTrue, yPred *given.Matrix) float64
	Derivative(yTrue, yPred *given.Matrix) *given.Matrix
}

// NeuralNetwork is a list of layers, each of which feeds the next, with the settings for training.
type NeuralNetwork struct {
	InputShape int // columns of X
	Epochs     int // how many times Fit goes through all examples
	BatchSize  int // examples in a mini-batch
	Loss       LossFunction
	Metric     func(yTrue, yPred *given.Matrix) float64
	Rng        *rand.Rand     // shuffles the examples
	Verbose    func(r Record) // is called after each epoch; nil for no output

	Layers  []Layer
	History []Record // one record per epoch of the last Fit
}

// Record is one epoch in the history.
type Record struct {
	Epoch        int // 1, 2, ...
	Loss, Metric float64
}

// Batch is a mini-batch: row i of X is an example, and row i of Y is its target.
type Batch struct{ X, Y *given.Matrix }

// Concatenate returns one matrix with the rows of all matrices, the first matrix on top. All
// matrices have the same number of columns.
func Concatenate(all []*given.Matrix) *given.Matrix {
	var rows [][]float64
	for _, m := range all {
		for i := range m.Rows {
			rows = append(rows, m.Row(i))
		}
	}
	return given.MatrixOf(rows...)
}

// Add appends a layer to Layers and sets its input shape: for the first layer the InputShape of the
// network, for every other layer the output shape of the layer before it.
//
// For example, with a layer of 3 units and a layer of 2 units in a network with InputShape 7:
//
//	input shape of layer 1 = 7    input shape of layer 2 = 3
func (net *NeuralNetwork) Add(layer Layer) {
	panic("not written yet: NeuralNetwork.Add")
}

// MiniBatches divides the examples, the rows of X and Y, into batches of BatchSize examples. The
// last batch is smaller if the examples do not divide evenly. Every example is in exactly one
// batch, together with its own target. Each call shuffles the examples with Rng: all orders are
// equally likely. X and Y stay unchanged.
//
// For example, one possible order of five examples with BatchSize 2:
//
//	batch = 1    X = [ 3 ]    Y = [ 30 ]
//	                 [ 1 ]        [ 10 ]
//	batch = 2    X = [ 2 ]    Y = [ 20 ]
//	                 [ 4 ]        [ 40 ]
//	batch = 3    X = [ 5 ]    Y = [ 50 ]
func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	panic("not written yet: NeuralNetwork.MiniBatches")
}

// ForwardPropagation passes the input (n, InputShape) through all layers and returns the output of
// the last layer. It passes training on to every layer.
//
// For example, with the two layers y = 3x - 1 and y = 2x + 0.5:
//
//	X = [  1 ]    Y* = [   4.5 ]
//	    [ -2 ]         [ -13.5 ]
func (net *NeuralNetwork) ForwardPropagation(input *given.Matrix, training bool) *given.Matrix {
	panic("not written yet: NeuralNetwork.ForwardPropagation")
}

// BackwardPropagation passes the output error ∂E/∂Y* back through all layers, from the last to the
// first, and returns the input error of the first layer. It also calls Update of every layer, after
// the BackwardPropagation of that layer, because only then does it have the errors of this batch.
//
// For example, with the layers and the X of the example above, where Update subtracts 0.1 times the
// gradient:
//
//	∂E/∂Y* = [    1 ]    ∂E/∂X = [   6 ]
//	         [ 0.25 ]            [ 1.5 ]
//	layer 1: w = 2.9    b = -1.25    layer 2: w = 1.975    b = 0.375
func (net *NeuralNetwork) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	panic("not written yet: NeuralNetwork.BackwardPropagation")
}

// Fit trains the network on the examples in the rows of X and Y, in the ten steps of the slide:
//
//  1. compute mini-batches
//  2. forward propagation for all layers, in training
//  3. compute the derivative of the loss
//  4. backward propagation
//  5. repeat 2, 3 and 4 for all mini-batches
//  6. compute the loss from the targets and the predictions
//  7. compute the metric from the same matrices
//  8. append both to History
//  9. call Verbose, unless it is nil
//  10. repeat all steps for Epochs epochs
//
// Steps 6 and 7 use the predictions of step 2 for all batches together: each example has the same
// weight, and there is one loss per epoch. Each Fit starts a new History.
//
// For example, with the single layer y = wx + b that starts with w = 2 and b = 0, an Update that
// subtracts 0.1 times the gradient, the mean squared error as the loss, the mean of y - y* as the
// metric, and both examples in one batch:
//
//	X = [  1 ]    Y = [ 5 ]
//	    [ -1 ]        [ 0 ]
//	epoch = 1    loss = 6.5    metric = 2.5
//	epoch = 2    loss = 4.16    metric = 2
//	w = 2.18    b = 0.9
func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	panic("not written yet: NeuralNetwork.Fit")
}

// Predict returns the outputs of the network for the rows of X, not in training. For example, with
// the layer y = 3x - 1:
//
//	X = [  2 ]    Y* = [  5 ]
//	    [ -1 ]         [ -4 ]
func (net *NeuralNetwork) Predict(X *given.Matrix) *given.Matrix {
	panic("not written yet: NeuralNetwork.Predict")
}

// Score returns the metric of the predictions for X, whose targets are Y. For example, with the
// layer y = 3x - 1 and the mean of y - y* as the metric:
//
//	X = [  2 ]    Y = [    8 ]    score = 1.75
//	    [ -1 ]        [ -3.5 ]
func (net *NeuralNetwork) Score(X, Y *given.Matrix) float64 {
	panic("not written yet: NeuralNetwork.Score")
}
