// Package chain is exercise 01: the chain rule, and finite differences, which prove it.
//
//	Slide   Training: chain rule and computation graphs; Chain Rule
//	Time    35 minutes
//	Points  10, and 2 for tests that are not shown
package chain

import "exercises/given"

// FiniteDifference returns the slope of the straight line through two points of the graph of f: the
// point at x + h and the point at x - h. For a small h the slope is close to f'(x).
//
// For example, with f(x) = x³, whose derivative at 2 is 12:
//
//	x = 2    h = 0.1    slope = 12.01
func FiniteDifference(f func(x float64) float64, x, h float64) float64 {
	panic("not written yet: FiniteDifference")
}

// Box is a box of a computation graph with one input and one output.
type Box struct {
	F          func(v float64) float64
	Derivative func(v float64) float64 // F', a function of the input v of the box, like F
}

// ChainRule passes x through the boxes in their order and returns the result y and the derivative
// dy/dx:
//
//	v_0 = x    v_1 = F_1(v_0)    v_2 = F_2(v_1)    ...    y = the last v
//
// For two boxes f(g(x)) the derivative is the slide's f'(g(x))·g'(x). Use the derivative of each
// box; finite differences are not needed. Without boxes y is x,
// so dy/dx is 1.
//
// For example, with the two boxes 4v - 1 and v³:
//
//	x = 0.75    y = 8    dy/dx = 48
func ChainRule(boxes []Box, x float64) (y, dydx float64) {
	panic("not written yet: ChainRule")
}

// BackwardPropagation returns the derivatives of the error E of a small network for one example
// with input x and target y (yTrue). Two neurons have the same input x:
//
//	a_1 = w_1·x    a_2 = w_2·x    y* = a_1² + a_2²    E = (y* - y)²
//
// dw1 stands for ∂E/∂w_1, and so on. Write every derivative on paper first. Begin at E and follow
// the graph from its end to its beginning: dy*, da_1 and da_2, then dw1, dw2 and dx. For example:
//
//	x = 1.5    w1 = 2    w2 = -1    yTrue = 10
//	dw1 = 22.5    dw2 = -11.25    dx = 37.5
func BackwardPropagation(x, w1, w2, yTrue float64) (dw1, dw2, dx float64) {
	panic("not written yet: BackwardPropagation")
}

// Gradient returns the derivatives of E with respect to the elements of X: a matrix with the shape
// of X. It uses finite differences with step h on both sides, as FiniteDifference does. You may
// call E as often as you like, with matrices of the shape of X. When Gradient returns, X must have
// its original elements, to the last bit.
//
// For example, with E = x_00·x_01² + x_10³, in which x_11 does not occur:
//
//	X = [   3  -1 ]    h = 0.1    dX = [     1    -6 ]
//	    [   2 0.5 ]                    [ 12.01     0 ]
func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	panic("not written yet: Gradient")
}
