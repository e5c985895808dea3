// Package optimizer is exercise 08: the optimizers RMSProp and Adam.
//
//	Slide   Improvements on training algorithms: RMSProp e Adam
//	Time    30 minutes
//	Points  10, and 2 for tests that are not shown
package optimizer

import (
	"exercises/given"
)

// RMSProp divides every element of the gradient by its typical size. It keeps the moving average of
// one parameter from update to update, so each parameter has its own RMSProp.
type RMSProp struct {
	LearningRate float64 // α
	Beta         float64 // β: the past has weight β, the new gradient has weight 1 - β
	Epsilon      float64 // ε

	// the moving average of the squared gradients, with W's shape; nil before the first update
	S *given.Matrix
}

// Update is STEP 4 with a different rule than W - α·dW. It takes W and its gradient dW, which has
// the same shape, and returns the updated weights in a new matrix; W and dW stay unchanged.
//
// The slide describes the rule in words. Conventions. All operations are elementwise. S is 0 before
// the first update. The square root uses the moving average that already includes dW. ε is added
// to the root.
//
// For example, the first two updates with α = 0.1, β = 0.9 and a large ε = 0.1:
//
//	W = [  1 -2 ]
//	dW = [    3 -0.5 ]    S = [   0.9 0.025 ]    W = [  0.7139 -1.8063 ]
//	dW = [   -2 -1.5 ]    S = [   1.21 0.2475 ]    W = [  0.8806 -1.5552 ]
func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(W.Rows, W.Cols)
	}
	panic("not written yet: RMSProp.Update")
}

// Adam combines momentum with RMSProp. It keeps the moving averages of one parameter from update to
// update, so each parameter has its own Adam.
type Adam struct {
	LearningRate float64 // α
	Beta1        float64 // β₁, for the momentum
	Beta2        float64 // β₂, for the squares
	Epsilon      float64 // ε

	M *given.Matrix // the moving average of the gradients; nil before the first update
	V *given.Matrix // the moving average of the squared gradients; nil before the first update
	T int           // t, the number of updates so far
}

// Update takes W and its gradient dW, which has the same shape, and returns the updated weights in
// a new matrix; W and dW stay unchanged.
//
// M is the retained gradient of SGD with momentum, with β₁, and V is the S of RMSProp, with β₂. The
// slide does not mention that both start at 0 and are therefore too small at first. Kingma and Ba
// (2015) correct them in each update: the step uses M divided by 1 - β₁ᵗ and V divided by 1 - β₂ᵗ.
// t is the number of this update, starting with 1, and ᵗ is a power. M and V themselves are stored
// without the correction. ε is added to the root, after the correction.
//
// For example, the first two updates with α = 0.1, β₁ = 0.9, β₂ = 0.99 and ε = 0.1:
//
//	W = [  1 -2 ]
//	dW = [    3 -0.5 ]    M = [   0.3 -0.05 ]    V = [   0.09 0.0025 ]    W = [  0.9032 -1.9167 ]
//	dW = [   -2 -1.5 ]    M = [   0.07 -0.195 ]    V = [ 0.1291  0.025 ]    W = [  0.8893 -1.8326 ]
func (o *Adam) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.M == nil {
		o.M, o.V = given.NewMatrix(W.Rows, W.Cols), given.NewMatrix(W.Rows, W.Cols)
	}
	panic("not written yet: Adam.Update")
}
