// Package chain is exercise 01: the chain rule, and finite differences, which prove it.
//
//	Slide   Training: chain rule and computation graphs; Chain Rule
//	Time    35 minutes
//	Points  10, and 2 for tests that are not shown
package chain

import "nn/solutions/given"

// FiniteDifference returns the slope of the straight line through two points of f's graph: the one
// at h to the right of x, and the one at h to the left of x. For a small h that is nearly f'(x).
func FiniteDifference(f func(x float64) float64, x, h float64) float64 {
	// Exercise:
	//
	// By Taylor f(x+h) and f(x-h) have the same terms f(x) and h²/2·f''(x), which cancel in the
	// difference: what is left beside f'(x) is only h²/6·f'''(x). With x itself as one of the two
	// points it is h/2·f''(x): for h = 1e-5 some 1e-10 against 1e-5, for one more call of f.
	// A much smaller h does not help: the difference of two nearly equal numbers loses digits.
	return (f(x+h) - f(x-h)) / (2 * h)
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
	// Exercise:
	//
	// Move x by a little, and each box passes the little on, stretched by its own slope: the slopes
	// are multiplied. A slope is one at a place, and box k stands at v_k-1, not at x. So the
	// derivative is asked for the box's input before the output takes that one's place. Without a
	// box nothing is stretched: y = x, and the empty product is 1.
	y, dydx = x, 1
	for _, b := range boxes {
		dydx *= b.Derivative(y)
		y = b.F(y)
	}
	return y, dydx
}

// BackwardPropagation returns the derivatives of the error E of a small network, for one example
// with input x and desired output y (yTrue). Two neurons see the same x:
//
//	a_1 = w_1·x    a_2 = w_2·x    y* = a_1² + a_2²    E = (y* - y)²
//
// dw1 stands for ∂E/∂w_1, and so on. Write every derivative on paper first, beginning at E, and go
// through the graph from its end to its beginning: dy*, da_1 and da_2, then dw1, dw2 and dx.
func BackwardPropagation(x, w1, w2, yTrue float64) (dw1, dw2, dx float64) {
	// Exercise:
	//
	// Each line has the derivative of one box, times what has come back to its output: dy* reaches
	// a_1 through 2·a_1, da_1 reaches w_1 through x. A weight has one way to E, but x has two,
	// through a_1 and through a_2, and E changes by both: along a path factors are multiplied,
	// paths are added. That sum is the one in the slide's ∂E/∂x_i, over all outputs of a layer.
	a1, a2 := w1*x, w2*x
	dy := 2 * (a1*a1 + a2*a2 - yTrue)
	da1, da2 := dy*2*a1, dy*2*a2
	return da1 * x, da2 * x, da1*w1 + da2*w2
}

// Gradient returns the derivatives of E by the elements of X, a matrix of the shape of X, by finite
// differences with step h, on both sides as in FiniteDifference. E may be called as often as you
// like, with matrices of the shape of X. When Gradient returns, X is to the last bit what it was.
func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix {
	// Exercise:
	//
	// ∂E/∂x_ij is the slope of E as a function of x_ij alone: all other elements stay where they are.
	// So one element is moved and put back before the next one is. It is put back from the copy:
	// x + h - h need not be x, for the sum is rounded. Two calls of E for each element is why nobody
	// trains so: backward propagation gets the whole gradient for the price of about two calls.
	// But it needs no derivation, so it proves those that others have made.
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
