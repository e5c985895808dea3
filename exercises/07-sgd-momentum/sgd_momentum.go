// Package sgd is exercise 07: gradient descent with momentum.
//
//	Slide   Improvements on training algorithms: momentum; Python implementation - optimizer
//	Time    20 minutes
//	Points  10, and 2 for tests that are not shown
package sgd

import "exercises/given"

// SGD keeps the retained gradient of one parameter from update to update. So each parameter, for
// example the weights of one layer, has its own SGD.
type SGD struct {
	LearningRate float64 // α
	Momentum     float64 // β, the weight of the past; 0 is plain gradient descent

	RetainedGradient *given.Matrix // V of the last update, with W's shape; nil before the first one
}

// Update is STEP 4 with momentum. It takes W and its gradient dW = ∂L/∂W, which has the same shape.
// It updates the retained gradient and returns the updated weights in a new matrix; W and dW stay
// unchanged.
//
//	V_t = β·V_t-1 + (1 - β)·∂L/∂W
//	W_t = W_t-1 - α·V_t
//
// Conventions. All operations are elementwise. V_0 is 0. The retained gradient does not contain α.
// Keras and PyTorch omit the factor 1 - β; this lecture does not.
//
// For example, the first two updates with α = 0.1 and β = 0.9:
//
//	W = [  1 -2 ]
//	dW = [   5 -10 ]    V = [ 0.5  -1 ]    W = [ 0.95 -1.9 ]
//	dW = [ -1  4 ]    V = [ 0.35 -0.5 ]    W = [ 0.915 -1.85 ]
func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	panic("not written yet: SGD.Update")
}
