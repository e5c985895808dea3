// Package losses is exercise 06: three loss functions and their derivatives.
//
//	Slide   Training: loss functions in backprop; Python implementation - Loss functions
//	Time    35 minutes
//	Points  13, and 2 for tests that are not shown
package losses

import (
	"math"

	"nn/solutions/given"
)

// A loss compares Y (yTrue), the targets, with Y* (yPred), the predictions of the network. Both are
// (n, m), one example per row. Derivative returns ∂L/∂Y*, which is also (n, m). Neither matrix is
// changed.
//
// Conventions. A loss is a mean, and Derivative is the derivative of this mean: both are divided by
// the same number, so that a learning rate works the same for every batch size. Each comment below
// states the number. log is the natural logarithm. No result is infinite or NaN: where a
// probability y* is below Epsilon, use Epsilon instead, and where 1 - y* is below Epsilon, use
// Epsilon instead of 1 - y*. Do not cut y* off at 1 - Epsilon, because that number is rounded.

// Epsilon is the smallest probability that a loss uses.
const Epsilon = 1e-15

// MeanSquaredError is the loss for regression.
type MeanSquaredError struct{}

// Loss returns the mean of (y - y*)² over all n·m elements. For example:
//
//	yTrue = [  1  0 ]    yPred = [ 1.5  -1 ]    loss = 1.5625
//	        [  3 -2 ]            [   2   0 ]
func (MeanSquaredError) Loss(yTrue, yPred *given.Matrix) float64 {
	// Exercise: the mean of the squares, not the square of the mean, in which differences of
	// opposite sign cancel.
	sum := 0.0
	for i, y := range yTrue.Data {
		d := yPred.Data[i] - y
		sum += d * d
	}
	return sum / float64(len(yTrue.Data))
}

// Derivative returns ∂L/∂Y*. For example:
//
//	yTrue = [  1  0 ]    yPred = [ 1.5  -1 ]    ∂L/∂Y* = [ 0.25 -0.5 ]
//	        [  3 -2 ]            [   2   0 ]             [ -0.5    1 ]
func (MeanSquaredError) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// y*_ij occurs in one term of the sum only: ((y - y*)²)' = 2·(y - y*)·(-1) = 2·(y* - y).
	// Where the prediction is too large the derivative is positive, so gradient descent lowers the
	// prediction.
	return yPred.Subtract(yTrue).ScaledBy(2 / float64(len(yTrue.Data)))
}

// BinaryCrossEntropy is the loss for independent probabilities of yes: y and y* are from 0 to 1.
type BinaryCrossEntropy struct{}

// Loss returns the mean of -(y·log y* + (1 - y)·log(1 - y*)) over all n·m elements. For example:
//
//	yTrue = [ 1 0 ]    yPred = [ 0.8 0.2 ]    loss = 0.367
//	        [ 1 0 ]            [ 0.4 0.1 ]
func (BinaryCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	// Exercise:
	//
	// The term is -log y* for y = 1, and -log(1 - y*) for y = 0: 0 for a prediction that is certain
	// and right, and large for one that is certain and wrong. log 0 is -∞, and 0·log 0, which
	// occurs for a certain and right prediction, is NaN. Epsilon avoids both. It changes the loss
	// only for certain predictions; the loss of a certain and wrong one becomes 34.5.
	sum := 0.0
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		sum -= y*math.Log(max(p, Epsilon)) + (1-y)*math.Log(max(1-p, Epsilon))
	}
	return sum / float64(len(yTrue.Data))
}

// Derivative returns ∂L/∂Y*. For example:
//
//	yTrue = [ 1 0 ]    yPred = [ 0.8 0.2 ]    ∂L/∂Y* = [ -0.3125  0.3125 ]
//	        [ 1 0 ]            [ 0.4 0.1 ]             [  -0.625  0.2778 ]
func (BinaryCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// (log u)' = u'/u, and (1 - y*)' = -1 changes the sign of the second term: -y/y* + (1 - y)/(1 -
	// y*). The slide's loss has the factor 1/n, so its derivative has it too. Otherwise the steps
	// grow with the batch, and the derivative differs from the finite differences of the loss.
	dY, n := yTrue.Clone(), float64(len(yTrue.Data))
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		dY.Data[i] = (-y/max(p, Epsilon) + (1-y)/max(1-p, Epsilon)) / n
	}
	return dY
}

// CategoricalCrossEntropy is the loss for probabilities of m classes. y is one-hot: 1 for the
// target class and 0 for the others. Each row of Y* has the sum 1.
type CategoricalCrossEntropy struct{}

// Loss returns the mean of -Σ_j y_j·log y*_j over the n examples, where the sum is over the m
// classes. For example:
//
//	yTrue = [ 0 0 1 ]    yPred = [ 0.2 0.2 0.6 ]    loss = 0.7136
//	        [ 0 1 0 ]            [ 0.1 0.4 0.5 ]
func (CategoricalCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	// Exercise:
	//
	// Only the target class has y = 1, so the sum is one number: -log y* of the target class. The
	// other classes need no terms, because softmax lowers them when the target class rises. All but
	// one of the m terms are 0, so a mean over the classes would only make the loss m times
	// smaller.
	sum := 0.0
	for i, y := range yTrue.Data {
		sum -= y * math.Log(max(yPred.Data[i], Epsilon))
	}
	return sum / float64(yTrue.Rows)
}

// Derivative returns ∂L/∂Y*, with respect to the probabilities Y* themselves: the derivative of the
// softmax belongs to the softmax layer. For example:
//
//	yTrue = [ 0 0 1 ]    yPred = [ 0.2 0.2 0.6 ]    ∂L/∂Y* = [       0       0 -0.8333 ]
//	        [ 0 1 0 ]            [ 0.1 0.4 0.5 ]             [       0   -1.25       0 ]
func (CategoricalCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// (-y·log y*)' = -y/y*, as on the slide for one example. The mean over n examples divides it by
	// n. The well-known y* - y is this derivative times the Jacobian of the softmax. A loss that
	// returns y* - y here applies the softmax derivative twice, because the softmax layer applies
	// it again.
	dY := yTrue.Clone()
	for i, y := range yTrue.Data {
		dY.Data[i] = -y / max(yPred.Data[i], Epsilon) / float64(yTrue.Rows)
	}
	return dY
}
