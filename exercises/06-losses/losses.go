// Package losses is exercise 06: three loss functions and their derivatives.
//
//	Slide   Training: loss functions in backprop; Python implementation - Loss functions
//	Time    35 minutes
//	Points  13, and 2 for tests that are not shown
package losses

import (
	"exercises/given"
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
	panic("not written yet: MeanSquaredError.Loss")
}

// Derivative returns ∂L/∂Y*. For example:
//
//	yTrue = [  1  0 ]    yPred = [ 1.5  -1 ]    ∂L/∂Y* = [ 0.25 -0.5 ]
//	        [  3 -2 ]            [   2   0 ]             [ -0.5    1 ]
func (MeanSquaredError) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	panic("not written yet: MeanSquaredError.Derivative")
}

// BinaryCrossEntropy is the loss for independent probabilities of yes: y and y* are from 0 to 1.
type BinaryCrossEntropy struct{}

// Loss returns the mean of -(y·log y* + (1 - y)·log(1 - y*)) over all n·m elements. For example:
//
//	yTrue = [ 1 0 ]    yPred = [ 0.8 0.2 ]    loss = 0.367
//	        [ 1 0 ]            [ 0.4 0.1 ]
func (BinaryCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	panic("not written yet: BinaryCrossEntropy.Loss")
}

// Derivative returns ∂L/∂Y*. For example:
//
//	yTrue = [ 1 0 ]    yPred = [ 0.8 0.2 ]    ∂L/∂Y* = [ -0.3125  0.3125 ]
//	        [ 1 0 ]            [ 0.4 0.1 ]             [  -0.625  0.2778 ]
func (BinaryCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	panic("not written yet: BinaryCrossEntropy.Derivative")
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
	panic("not written yet: CategoricalCrossEntropy.Loss")
}

// Derivative returns ∂L/∂Y*, with respect to the probabilities Y* themselves: the derivative of the
// softmax belongs to the softmax layer. For example:
//
//	yTrue = [ 0 0 1 ]    yPred = [ 0.2 0.2 0.6 ]    ∂L/∂Y* = [       0       0 -0.8333 ]
//	        [ 0 1 0 ]            [ 0.1 0.4 0.5 ]             [       0   -1.25       0 ]
func (CategoricalCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	panic("not written yet: CategoricalCrossEntropy.Derivative")
}
