// Package sgd is exercise 07: gradient descent with momentum.
//
//	Slide   Improvements on training algorithms: momentum; Python implementation - optimizer
//	Time    20 minutes
//	Points  10, and 2 for tests that are not shown
package sgd

import "exercises/given"

// SGD remembers one parameter's retained gradient from update to update, so each parameter, such as
// the weights of one layer, has an SGD of its own.
type SGD struct {
	LearningRate float64 // α
	Momentum     float64 // β, the weight of the past; 0 is plain gradient descent

	RetainedGradient *given.Matrix // V of the last update, of W's shape; nil before the first one
}

// Update is STEP 4 with momentum. It is given W and its gradient dW = ∂L/∂W, of the same shape,
// updates the retained gradient, and returns the updated weights, a new matrix: W and dW stay as
// they are.
//
//	V_t = β·V_t-1 + (1 - β)·∂L/∂W
//	W_t = W_t-1 - α·V_t
//
// Conventions: all is elementwise. V_0 is 0. The retained gradient has no α in it. Keras and
// PyTorch leave the factor 1 - β out; this lecture does not.
func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	panic("not written yet: SGD.Update")
}
