// Package network is exercise 09: a network of layers, mini-batches, and the training with them.
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

// Layer is one layer of a network. The tests bring their own.
type Layer interface {
	SetInputShape(cols int) // tells the layer how many columns its input will have
	OutputShape() int       // the number of columns of its output
	ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix)
	// STEP 1 to STEP 3
	BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix)
	// STEP 4, with the errors of the last BackwardPropagation
	Update()
}

// LossFunction is the error that training makes small: a mean over the rows, with its derivative.
type LossFunction interface {
	Loss(yTrue, yPred *given.Matrix) float64
	Derivative(yTrue, yPred *given.Matrix) *given.Matrix
}

// NeuralNetwork is a list of layers, each the input of the next, and what it takes to train them.
type NeuralNetwork struct {
	InputShape int // columns of X
	Epochs     int // how many times Fit goes through all examples
	BatchSize  int // examples in a mini-batch
	Loss       LossFunction
	Metric     func(yTrue, yPred *given.Matrix) float64
	Rng        *rand.Rand     // draws the order of the examples
	Verbose    func(r Record) // is told of each epoch; nil for silence

	Layers  []Layer
	History []Record // one record an epoch of the last Fit
}

// Record is what the history has of an epoch.
type Record struct {
	Epoch        int // 1, 2, ...
	Loss, Metric float64
}

// Batch is a mini-batch: the example in row i of X has its desired output in row i of Y.
type Batch struct{ X, Y *given.Matrix }

// Concatenate returns one matrix with the rows of all, the first matrix on top. All have as many
// columns.
func Concatenate(all []*given.Matrix) *given.Matrix {
	var rows [][]float64
	for _, m := range all {
		for i := range m.Rows {
			rows = append(rows, m.Row(i))
		}
	}
	return given.MatrixOf(rows...)
}

// Add appends a layer to Layers and sets its input shape: for the first layer the network's, for
// every other one the output shape of the layer before it.
func (net *NeuralNetwork) Add(layer Layer) {
	panic("not written yet: NeuralNetwork.Add")
}

// MiniBatches divides the examples, rows of X and Y, into batches of BatchSize examples. If they do
// not come out even, the last batch is a smaller one. Every example is in one batch, with its own
// desired output, in an order that Rng draws anew at each call. X and Y stay as they are.
func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	panic("not written yet: NeuralNetwork.MiniBatches")
}

// ForwardPropagation takes the input (n, InputShape) through all layers and returns what comes out
// of the last. It tells every layer whether this is training.
func (net *NeuralNetwork) ForwardPropagation(input *given.Matrix, training bool) *given.Matrix {
	panic("not written yet: NeuralNetwork.ForwardPropagation")
}

// BackwardPropagation takes the output error ∂E/∂Y* back through all layers, the last one first,
// and returns the input error of the first. It also has every layer update its weights, after that
// layer's own BackwardPropagation: only then the layer knows the errors of this batch.
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
//  6. compute the loss, based on true labels and predictions
//  7. compute the metric, based on the same
//  8. save both in History
//  9. tell Verbose, unless it is nil
//  10. repeat all for Epochs epochs
//
// The predictions of 6 and 7 are those that 2 has made on the way, of all batches together: each
// example weighs the same, and there is one loss an epoch. History begins anew with each Fit.
func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	panic("not written yet: NeuralNetwork.Fit")
}

// Predict returns the network's outputs for the rows of X. This is not training.
func (net *NeuralNetwork) Predict(X *given.Matrix) *given.Matrix {
	panic("not written yet: NeuralNetwork.Predict")
}

// Score returns the metric of the predictions for X, of which Y is the truth.
func (net *NeuralNetwork) Score(X, Y *given.Matrix) float64 {
	panic("not written yet: NeuralNetwork.Score")
}
