// Package network is exercise 09: a network of layers, mini-batches, and training with them.
//
//	Slide   Improvements on training algorithms: batches
//	        Python implementation - neural network (NeuralNetwork.fit)
//	Time    40 minutes
//	Points  15, and 3 for tests that are not shown
package network

import (
	"math/rand/v2"

	"nn/solutions/given"
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
	// Exercise: the output of one layer is the input of the next, so all shapes follow from the
	// first.
	shape := net.InputShape
	if n := len(net.Layers); n > 0 {
		shape = net.Layers[n-1].OutputShape()
	}
	layer.SetInputShape(shape)
	net.Layers = append(net.Layers, layer)
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
	// Exercise:
	//
	// Each batch should be a random sample of the examples. If they were sorted by class, each
	// batch would pull the weights towards one class and the next batch would pull them back. A new
	// order in each epoch also changes which examples share a batch. The code shuffles a list of
	// row numbers, the same list for X and Y, so that each example keeps its target and the
	// caller's data keeps its order. Rng.Perm contains each number exactly once. The last batch can
	// be short, because its examples are as useful as the others; the loop ends when the list is
	// empty.
	var batches []Batch
	order := net.Rng.Perm(X.Rows)
	for len(order) > 0 {
		n := min(net.BatchSize, len(order))
		var x, y [][]float64
		for _, i := range order[:n] {
			x, y = append(x, X.Row(i)), append(y, Y.Row(i))
		}
		batches = append(batches, Batch{given.MatrixOf(x...), given.MatrixOf(y...)})
		order = order[n:]
	}
	return batches
}

// ForwardPropagation passes the input (n, InputShape) through all layers and returns the output of
// the last layer. It passes training on to every layer.
//
// For example, with the two layers y = 3x - 1 and y = 2x + 0.5:
//
//	X = [  1 ]    Y* = [   4.5 ]
//	    [ -2 ]         [ -13.5 ]
func (net *NeuralNetwork) ForwardPropagation(input *given.Matrix, training bool) *given.Matrix {
	// Exercise: the composition of the layers, the first one innermost.
	output := input
	for _, l := range net.Layers {
		output = l.ForwardPropagation(output, training)
	}
	return output
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
	// Exercise:
	//
	// The chain rule, box by box from the end: a layer returns ∂E/∂X for its input, and its input
	// is the output of the layer before it. So the returned matrix is ∂E/∂Y for the layer before
	// it.
	inputError := outputError
	for i := len(net.Layers) - 1; i >= 0; i-- {
		inputError = net.Layers[i].BackwardPropagation(inputError)
		net.Layers[i].Update()
	}
	return inputError
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
	// Exercise:
	//
	// The network is updated after each batch: many approximate steps in the time of one exact step
	// over all examples. The loop over the epochs computes new batches, because each epoch should
	// have a new order. The predictions have the order of the batches, so the targets must be
	// collected from the batches too, not from Y. A mean of the batches' losses would give the
	// examples of a short last batch too much weight.
	net.History = nil
	for epoch := 1; epoch <= net.Epochs; epoch++ {
		var yTrue, yPred []*given.Matrix
		for _, batch := range net.MiniBatches(X, Y) { // 1
			p := net.ForwardPropagation(batch.X, true) // 2
			dE := net.Loss.Derivative(batch.Y, p)      // 3
			net.BackwardPropagation(dE)                // 4
			yTrue, yPred = append(yTrue, batch.Y), append(yPred, p)
		} // 5
		y, p := Concatenate(yTrue), Concatenate(yPred)
		r := Record{epoch, net.Loss.Loss(y, p), net.Metric(y, p)} // 6, 7
		net.History = append(net.History, r)                      // 8
		if net.Verbose != nil {
			net.Verbose(r) // 9
		}
	} // 10
}

// Predict returns the outputs of the network for the rows of X, not in training. For example, with
// the layer y = 3x - 1:
//
//	X = [  2 ]    Y* = [  5 ]
//	    [ -1 ]         [ -4 ]
func (net *NeuralNetwork) Predict(X *given.Matrix) *given.Matrix {
	// Exercise: forward propagation; only layers such as dropout behave differently in training.
	return net.ForwardPropagation(X, false)
}

// Score returns the metric of the predictions for X, whose targets are Y. For example, with the
// layer y = 3x - 1 and the mean of y - y* as the metric:
//
//	X = [  2 ]    Y = [    8 ]    score = 1.75
//	    [ -1 ]        [ -3.5 ]
func (net *NeuralNetwork) Score(X, Y *given.Matrix) float64 {
	// Exercise: the targets first, then the predictions.
	return net.Metric(Y, net.Predict(X))
}
