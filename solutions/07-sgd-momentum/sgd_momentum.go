// Package sgd is exercise 07: gradient descent with momentum.
//
//	Slide   Improvements on training algorithms: momentum; Python implementation - optimizer
//	Time    20 minutes
//	Points  10, and 2 for tests that are not shown
package sgd

import "nn/solutions/given"

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
	// Exercise:
	//
	// V is a mean of the gradients so far. Their weights, from the last one back, are (1 - β) times
	// 1, β, β² and so on, together nearly 1. What the batches agree on stays; noise, which changes
	// its sign, cancels. That is why α may be larger. It needs the V of the update before, so V is
	// kept; and it is the new V that W goes against: down, where L falls.
	α, β, V := o.LearningRate, o.Momentum, o.RetainedGradient
	if V == nil {
		V = given.NewMatrix(W.Rows, W.Cols)
	}
	V = V.ScaledBy(β).Add(dW.ScaledBy(1 - β))
	o.RetainedGradient = V
	return W.Subtract(V.ScaledBy(α))
}
