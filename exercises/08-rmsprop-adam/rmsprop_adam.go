// Package optimizer is exercise 08: the optimizers RMSProp and Adam.
//
//	Slide   Improvements on training algorithms: RMSProp e Adam
//	Time    30 minutes
//	Points  10, and 2 for tests that are not shown
package optimizer

import (
	"exercises/given"
)

// RMSProp divides every element of the gradient by its usual size. It remembers one parameter's
// moving average from update to update, so each parameter has an RMSProp of its own.
type RMSProp struct {
	LearningRate float64 // α
	Beta         float64 // β: the past has the weight β, the new gradient 1 - β
	Epsilon      float64 // ε

	// the moving average of the squared gradients, of W's shape; nil before the first update
	S *given.Matrix
}

// Update is STEP 4 with another rule than W - α·dW. It is given W and its gradient dW, of the same
// shape, and returns the updated weights, a new matrix: W and dW stay as they are.
//
// The slide says it in words. Conventions: all is elementwise; S is 0 before the first update; the
// square root is taken of the moving average that knows dW already; ε is added to the root.
func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.S == nil {
		o.S = given.NewMatrix(W.Rows, W.Cols)
	}
	panic("not written yet: RMSProp.Update")
}

// Adam combines momentum with RMSProp. It remembers one parameter's moving averages from update to
// update, so each parameter has an Adam of its own.
type Adam struct {
	LearningRate float64 // α
	Beta1        float64 // β₁, of the momentum
	Beta2        float64 // β₂, of the squares
	Epsilon      float64 // ε

	M *given.Matrix // the moving average of the gradients; nil before the first update
	V *given.Matrix // the moving average of the squared gradients; nil before the first update
	T int           // t, how many updates there were
}

// Update is given W and its gradient dW, of the same shape, and returns the updated weights, a new
// matrix: W and dW stay as they are.
//
// M is the retained gradient of SGD with momentum, with β₁, and V is the S of RMSProp, with β₂. The
// slide leaves out that both begin at 0 and are too small at first. Kingma and Ba (2015) correct
// that at each update: M divided by 1 - β₁ᵗ and V divided by 1 - β₂ᵗ take the places of M and V in
// the step. t is the number of this update, the first being 1, and ᵗ is a power. M and V themselves
// are remembered without the correction. ε is added to the root, after the correction.
func (o *Adam) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.M == nil {
		o.M, o.V = given.NewMatrix(W.Rows, W.Cols), given.NewMatrix(W.Rows, W.Cols)
	}
	panic("not written yet: Adam.Update")
}
