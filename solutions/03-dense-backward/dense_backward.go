// Package dense is exercise 03: the backward pass of a dense layer.
//
//	Slide   Backward propagation, STEP 1 to STEP 3
//	Time    25 minutes
//	Points  8, and 2 for tests that are not shown
package dense

import "nn/solutions/given"

// DenseLayer is the layer Y = XW + B between its forward pass and its backward pass. E is the error
// of the whole network; dX stands for ∂E/∂X, and so on.
type DenseLayer struct {
	Input   *given.Matrix // X (n, in): a batch of n examples, one example per row
	Weights *given.Matrix // W (in, out)
	Biases  *given.Matrix // B (1, out), added to every row

	WeightsError *given.Matrix // dW, with the shape of W
	BiasesError  *given.Matrix // dB, with the shape of B
}

// BackwardPropagation takes the output error dY (n, out) and does three things:
//
//	STEP 1: it returns the input error dX (n, in), a new matrix
//	STEP 2: it sets WeightsError to dW (in, out)
//	STEP 3: it sets BiasesError to dB (1, out)
//
// Conventions. All n examples share W and B. Nothing is divided by n, because the loss has already
// done that. The errors are assigned, not accumulated: a second call replaces the first. X, W, B
// and dY stay unchanged; changing the weights is STEP 4, which belongs to the optimizer.
//
// The slide derives the steps for one example. Write the shapes for n examples down first. For
// one example dB has the numbers of dY, but it is a new matrix, too.
//
// For example:
//
//	X = [   1   2  -1 ]    W = [   2  -1 ]    dY = [   1  -2 ]
//	    [ 0.5   0   3 ]        [   0 1.5 ]         [   3 0.5 ]
//	                           [   1  -2 ]
//	dX = [    4   -3    5 ]    dW = [   2.5 -1.75 ]    dB = [    4 -1.5 ]
//	     [  5.5 0.75    2 ]         [     2    -4 ]
//	                                [     8   3.5 ]
func (l *DenseLayer) BackwardPropagation(outputError *given.Matrix) (inputError *given.Matrix) {
	// Exercise:
	//
	// x_ri affects E through every y_rj, with factor w_ij: a sum over j. w_ij affects E through
	// y_rj of every example r, with factor x_ri: a sum over r. b_j does the same with factor 1: the
	// sum of the column, which for n = 1 is the slide's dB = dY. Each sum is a matrix product or a
	// sum of rows, and only one order of the factors fits the shapes.
	X, W, dY := l.Input, l.Weights, outputError
	dX := dY.Dot(W.T())            // STEP 1
	l.WeightsError = X.T().Dot(dY) // STEP 2
	l.BiasesError = dY.SumAxis0()  // STEP 3
	return dX
}
