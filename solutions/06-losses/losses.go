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

// A loss compares Y (yTrue), what the examples say, with Y* (yPred), what the network says. Both
// are (n, m), an example a row; Derivative returns ∂L/∂Y*, (n, m) too. Neither matrix is changed.
//
// Conventions. A loss is a mean, and a derivative is that of this mean: divided by the same number,
// so that a learning rate means the same for every batch size. Below it says which number that is.
// log is the natural logarithm. No result is infinite or NaN: where a probability y* is below
// Epsilon, take Epsilon for it, and where 1 - y* is below Epsilon, take Epsilon for that.

// Epsilon is the least probability that is told from 0.
const Epsilon = 1e-15

// MeanSquaredError is for regression.
type MeanSquaredError struct{}

// Loss returns the mean of (y - y*)² over all n·m elements.
func (MeanSquaredError) Loss(yTrue, yPred *given.Matrix) float64 {
	// Exercise: the mean of squares, not the square of a mean, where errors of both signs cancel.
	sum := 0.0
	for i, y := range yTrue.Data {
		d := yPred.Data[i] - y
		sum += d * d
	}
	return sum / float64(len(yTrue.Data))
}

// Derivative returns ∂L/∂Y*.
func (MeanSquaredError) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// Of the sum, y*_ij is in one term only: ((y - y*)²)' = 2·(y - y*)·(-1) = 2·(y* - y).
	// Where the prediction is too large, L grows with it, and gradient descent will lower it.
	return yPred.Subtract(yTrue).ScaledBy(2 / float64(len(yTrue.Data)))
}

// BinaryCrossEntropy is for probabilities of yes, each on its own: y and y* are from 0 to 1.
type BinaryCrossEntropy struct{}

// Loss returns the mean of -(y·log y* + (1 - y)·log(1 - y*)) over all n·m elements.
func (BinaryCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	// Exercise:
	//
	// For y = 1 it is -log y*, for y = 0 -log(1 - y*): the surprise at what happened, 0 for who was
	// sure and right. log 0 is -∞, and 0·log 0, for who was sure and right, is NaN: hence Epsilon,
	// which changes the loss only of who is sure, and that of who is sure and wrong to 34.5.
	sum := 0.0
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		sum -= y*math.Log(max(p, Epsilon)) + (1-y)*math.Log(max(1-p, Epsilon))
	}
	return sum / float64(len(yTrue.Data))
}

// Derivative returns ∂L/∂Y*.
func (BinaryCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// (log u)' = u'/u, and (1 - y*)' = -1 turns the second minus round: -y/y* + (1 - y)/(1 - y*).
	// The slide's loss has 1/n, so its derivative has it too: else the steps grow with the batch,
	// and finite differences of the loss give another number than the derivative.
	dY, n := yTrue.Clone(), float64(len(yTrue.Data))
	for i, y := range yTrue.Data {
		p := yPred.Data[i]
		dY.Data[i] = (-y/max(p, Epsilon) + (1-y)/max(1-p, Epsilon)) / n
	}
	return dY
}

// CategoricalCrossEntropy is for probabilities of m classes of which one is right: y is one-hot, 1
// for the right class and 0 for the others, and each row of Y* has the sum 1.
type CategoricalCrossEntropy struct{}

// Loss returns the mean of -Σ_j y_j·log y*_j over the n examples: a sum over the classes.
func (CategoricalCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	// Exercise:
	//
	// Only the right class has y = 1: the sum is the one number -log y* of that class. The others
	// need no term of their own: softmax makes them small when the right one becomes large. As all
	// but one of the m terms are 0, a mean over them would only make the loss m times smaller.
	sum := 0.0
	for i, y := range yTrue.Data {
		sum -= y * math.Log(max(yPred.Data[i], Epsilon))
	}
	return sum / float64(yTrue.Rows)
}

// Derivative returns ∂L/∂Y*, of Y* as it is: what softmax does before is softmax's own derivative.
func (CategoricalCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// (-y·log y*)' = -y/y*, as on the slide for one example; the mean over n of them divides it by n.
	// The well-known y* - y is this times the Jacobian of softmax. Who returns that here derives
	// softmax twice.
	dY := yTrue.Clone()
	for i, y := range yTrue.Data {
		dY.Data[i] = -y / max(yPred.Data[i], Epsilon) / float64(yTrue.Rows)
	}
	return dY
}
