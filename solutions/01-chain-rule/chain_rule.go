// Package chain is exercise 01: the chain rule, and finite differences, which prove it.
//
//	Slide   Training: chain rule and computation graphs; Chain Rule
//	Time    35 minutes
//	Points  10, and 2 for tests that are not shown
package chain

import "nn/solutions/given"

// FiniteDifference returns the slope of the straight line through two points of the graph of f: the
// point at x + h and the point at x - h. For a small h the slope is close to f'(x).
//
// For example, with f(x) = x³, whose derivative at 2 is 12:
//
//	x = 2    h = 0.1    slope = 12.01
func FiniteDifference(f func(x float64) float64, x, h float64) float64 {
	// Exercise:
	//
	// The Taylor series of f(x+h) and f(x-h) share the terms f(x) and h²/2·f''(x). Both cancel in
	// the difference, so the deviation from f'(x) is only h²/6·f'''(x). With x itself as one of the
	// points the deviation is h/2·f''(x): about 1e-5 instead of 1e-10 for h = 1e-5. The price is
	// one more call of f. A much smaller h does not help, because the difference of two nearly
	// equal numbers loses digits.
	return (f(x+h) - f(x-h)) / (2 * h)
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
	// Exercise:
	//
	// A small change of x passes through the boxes, and each box multiplies the change by its own
	// slope. So the slopes are multiplied. The slope of a box depends on its input: box k is
	// evaluated at v_k-1, not at x. The loop therefore computes the derivative before y is
	// overwritten by the output. Without boxes y = x, and the empty product is 1.
	y, dydx = x, 1
	for _, b := range boxes {
		dydx *= b.Derivative(y)
		y = b.F(y)
	}
	return y, dydx
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
	// Exercise:
	//
	// Each line multiplies the derivative of one box by the derivative at the output of that box:
	// from dy* the step back to a_1 multiplies by 2·a_1, and from da_1 the step back to w_1
	// multiplies by x. A weight has one path to E. But x has two paths, through a_1 and through
	// a_2, and E changes along both: factors along a path are multiplied, and paths are added. The
	// sum over the paths is the slide's sum in ∂E/∂x_i over all outputs of a layer.
	a1, a2 := w1*x, w2*x
	dy := 2 * (a1*a1 + a2*a2 - yTrue)
	da1, da2 := dy*2*a1, dy*2*a2
	return da1 * x, da2 * x, da1*w1 + da2*w2
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
	// Exercise:
	//
	// ∂E/∂x_ij is the slope of E as a function of x_ij alone: all other elements keep their values.
	// So one element is changed and restored before the next element is changed. It is restored
	// from X, because x + h - h can differ from x by rounding. Two calls of E per element are far
	// too slow for training: backward propagation computes the whole gradient in the time of about
	// two calls. But finite differences need no derivation, so they can check a derivation.
	dX := given.NewMatrix(X.Rows, X.Cols)
	moved := X.Clone()
	for i, x := range X.Data {
		alone := func(v float64) float64 {
			moved.Data[i] = v
			return E(moved)
		}
		dX.Data[i] = FiniteDifference(alone, x, h)
		moved.Data[i] = x
	}
	return dX
}
