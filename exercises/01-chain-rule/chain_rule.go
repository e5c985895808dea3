// Package chain is exercise 01: the chain rule, and finite differences, which prove it.
//
//	Slide   Training: chain rule and computation graphs; Chain Rule
//	Time    35 minutes
//	Points  10, and 2 for tests that are not shown
package chain

import "exercises/given"

// FiniteDifference returns the slope of the straight line through two points of f's graph: the one
// at h to the right of x, and the one at h to the left of x. For a small h that is nearly f'(x).
func FiniteDifference(f func(x float64) float64, x, h float64) float64 {
	panic("not written yet: FiniteDifference")
}

// Box is a box of a computation graph that takes one number and gives one number.
type Box struct {
	F          func(v float64) float64
	Derivative func(v float64) float64 // F', a function of the box's input v, as F is
}

// ChainRule sends x through the boxes, the first one first, and returns what comes out and dy/dx:
//
//	v_0 = x    v_1 = F_1(v_0)    v_2 = F_2(v_1)    ...    y = the last v
//
// For two boxes f(g(x)) that is the slide's f'(g(x))·g'(x). It takes no finite differences: each
// box knows its own derivative. Without any box y is x.
func ChainRule(boxes []Box, x float64) (y, dydx float64) {
	panic("not written yet: ChainRule")
}

// BackwardPropagation returns the derivatives of the error E of a small network, for one example
// with input x and desired output y (yTrue). Two neurons see the same x:
//
//	a_1 = w_1·x    a_2 = w_2·x    y* = a_1² + a_2²    E = (y* - y)²
//
// dw1 stands for ∂E/∂w_1, and so on. Write every derivative on paper first, beginning at E, and go
// through the graph from its end to its beginning: dy*, da_1 and da_2, then dw1, dw2 and dx.
func BackwardPropagation(x, w1, w2, yTrue float64) (dw1, dw2, dx float64) {
	panic("not written yet: BackwardPropagation")
}

// Gradient returns the derivatives of E by the elements of X, a matrix of the shape of X, by finite
// differences with step h, on both sides as in FiniteDifference. E may be called as often as you
// like, with matrices of the shape of X. When Gradient returns, X is to the last bit what it was.
func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	panic("not written yet: Gradient")
}
