// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

// LinearActivation returns its input unchanged. It can be the output layer of a regression network.
//
// Forward:
//
//	f(x) = x
//
// Shapes: as [ActivationLayer].
//
// Backward:
//
//	f'(x) = 1
//
// Slide: Training: cost function (regression)
type LinearActivation struct{ ActivationLayer }

// NewLinearActivation returns a linear layer.
func NewLinearActivation() *LinearActivation {
	return &LinearActivation{ActivationLayer{
		ActivationFunction: func(x float64) float64 { return x },
		Derivative:         func(float64) float64 { return 1 },
	}}
}
