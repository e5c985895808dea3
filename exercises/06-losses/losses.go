// Package losses is exercise 06: three loss functions and their derivatives.
//
//	Slide   Training: loss functions in backprop; Python implementation - Loss functions
//	Time    35 minutes
//	Points  13, and 2 for tests that are not shown
package losses

import (
	"exercises/given"
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
	panic("not written yet: MeanSquaredError.Loss")
}

// Derivative returns ∂L/∂Y*.
func (MeanSquaredError) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	panic("not written yet: MeanSquaredError.Derivative")
}

// BinaryCrossEntropy is for probabilities of yes, each on its own: y and y* are from 0 to 1.
type BinaryCrossEntropy struct{}

// Loss returns the mean of -(y·log y* + (1 - y)·log(1 - y*)) over all n·m elements.
func (BinaryCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	panic("not written yet: BinaryCrossEntropy.Loss")
}

// Derivative returns ∂L/∂Y*.
func (BinaryCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	panic("not written yet: BinaryCrossEntropy.Derivative")
}

// CategoricalCrossEntropy is for probabilities of m classes of which one is right: y is one-hot, 1
// for the right class and 0 for the others, and each row of Y* has the sum 1.
type CategoricalCrossEntropy struct{}

// Loss returns the mean of -Σ_j y_j·log y*_j over the n examples: a sum over the classes.
func (CategoricalCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	panic("not written yet: CategoricalCrossEntropy.Loss")
}

// Derivative returns ∂L/∂Y*, of Y* as it is: what softmax does before is softmax's own derivative.
func (CategoricalCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	panic("not written yet: CategoricalCrossEntropy.Derivative")
}
