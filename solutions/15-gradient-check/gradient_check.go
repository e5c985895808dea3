// Package gradcheck is exercise 15: a check that finds the mistakes in a backward pass.
//
//	Slide   Backpropagation steps; Chain Rule; Python implementation - Layers
//	Time    40 minutes
//	Points  14, and 2 for tests that are not shown
package gradcheck

import (
	"math"
	"math/rand/v2"

	"nn/solutions/given"
)

// Layer is a layer whose backward pass is checked.
type Layer interface {
	// ForwardPropagation takes X (n, in) and returns Y.
	ForwardPropagation(X *given.Matrix) (Y *given.Matrix)

	// BackwardPropagation follows a ForwardPropagation. It takes dY, with the shape of Y, returns dX,
	// and sets the Grad of every parameter.
	BackwardPropagation(dY *given.Matrix) (dX *given.Matrix)

	// Params returns the parameters, for example W and B, or nothing.
	Params() []*Param
}

// Param is a parameter of a layer.
type Param struct {
	Name  string        // for example W
	Value *given.Matrix // W itself
	Grad  *given.Matrix // dW, with the shape of W
}

// Slopes returns the slopes of E at element i of X.Data, to its left and to its right:
//
//	left = (E(x) - E(x-h))/h    right = (E(x+h) - E(x))/h
//
// E calculates an error from the current elements of X. Choose a step h for which the mean of left
// and right, the central difference, is accurate: where E is smooth and between -10 and 10, it may
// be wrong by 0.000001·(1 + |∂E/∂x|). When Slopes returns, X has its original elements, to the last
// bit.
//
// For example, the slopes of all three elements. |x_2| has a kink at 0:
//
//	X = [  3 -1  0 ]    E = x_0·x_1² + |x_2|
//	left = [  1 -6 -1 ]    right = [  1 -6  1 ]
func Slopes(E func() float64, X *given.Matrix, i int) (left, right float64) {
	// Exercise:
	//
	// The slope on one side is wrong by h/2·E'', with opposite signs on the two sides. So their mean
	// is wrong by h²/6·E''' only. But E is rounded, by about 1e-16·E, and division by h makes this
	// error larger: 1e-16·E/h. Both errors are small together near h = 1e-5. x is restored from a
	// copy, because x + h - h can differ from x.
	const h = 1e-5
	x, middle := X.Data[i], E()
	X.Data[i] = x + h
	up := E()
	X.Data[i] = x - h
	down := E()
	X.Data[i] = x
	return (middle - down) / h, (up - middle) / h
}

// CheckAt checks the backward pass of l for the input X and the current parameters. It returns "" if
// everything is right, and otherwise the name of the first gradient that is wrong: "dX", or "d" and
// the name of a parameter, for example "dW". A gradient that is nil or has the wrong shape is wrong.
//
// A layer has no error of its own. Make one: a number E that depends on Y, for which you know ∂E/∂Y.
// Compare the gradients of l with the slopes of E. At a kink every value between the two slopes is
// right. A gradient is wrong if an element is wrong by 0.1 % of the largest element of the right
// gradient, or more. Gradients can be as small as 0.0000001 or as large as 1000000, and elements can
// be 0.
//
// A backward pass changes neither X nor dY nor a parameter. If it does, E is no longer the same:
// return "E", also if a gradient is wrong. CheckAt itself leaves X and the parameters as they were.
//
// For example, for a layer Y = XW with a mistake: it divides dW by n. The layer is right for n = 1.
//
//	X = [  1  2 ]    W = [  2 ]    wrong = "dW"
//	    [ -3  1 ]        [ -1 ]
//	X = [ 1 2 ]    W = [  2 ]    wrong = ""
//	                   [ -1 ]
func CheckAt(l Layer, X *given.Matrix, rng *rand.Rand) (wrong string) {
	// Exercise:
	//
	// E = Σ R ⊙ Y has ∂E/∂Y = R. R is random, because a simple R hides mistakes: with ones, E is the
	// sum of the outputs, which is always n for a softmax, and its gradient is 0. Then a backward
	// pass that returns zeros is right, and one that ignores dY is right for every layer.
	R := random(l.ForwardPropagation(X), rng)
	E := func() float64 {
		sum := 0.0
		for _, v := range R.Multiply(l.ForwardPropagation(X)).Data {
			sum += v
		}
		return sum
	}
	before := E()
	dX := l.BackwardPropagation(R)
	switch {
	case E() != before:
		return "E"
	case !agrees(E, X, dX):
		return "dX"
	}
	for _, p := range l.Params() {
		if !agrees(E, p.Value, p.Grad) {
			return "d" + p.Name
		}
	}
	return ""
}

// Check checks a kind of layer. newLayer returns a new layer with in inputs, out outputs and random
// parameters. A layer without parameters has in outputs, and a penalty has one output for the whole
// batch. Check returns what CheckAt returns for the first mistake, and "" if it finds none.
//
// You choose the shapes of the layers, the sizes of the batches, and how many there are. Choose them
// so that no mistake can hide. A mistake can need a certain relation between n, in and out. It can
// also need an earlier batch, smaller or larger, if a layer keeps something that it should forget.
//
// For example, for layers Y = XW that multiply dW by a factor, which should be 1:
//
//	factor = 0.5    wrong = "dW"
//	factor = 1    wrong = ""
func Check(newLayer func(in, out int) Layer, rng *rand.Rand) (wrong string) {
	// Exercise:
	//
	// If two of n, in and out are equal, a loop with the wrong bound is right. If n is 1, every mean
	// over the batch is right. So all three differ, in both orders of in and out. Each layer gets
	// several batches, because a gradient that is added to the previous one, or an X that is kept
	// from the first batch, is right the first time. A batch that is smaller than the one before, and
	// one that is larger, show memory with the wrong number of rows.
	for _, shape := range [][]int{{4, 3}, {3, 5}} {
		l := newLayer(shape[0], shape[1])
		for _, n := range []int{6, 2, 7} {
			X := random(given.NewMatrix(n, shape[0]), rng)
			if wrong := CheckAt(l, X, rng); wrong != "" {
				return wrong
			}
		}
	}
	return ""
}

// random returns a matrix of normally distributed numbers with the shape of m.
//
//exercise:remove
func random(m *given.Matrix, rng *rand.Rand) *given.Matrix {
	return m.Apply(func(float64) float64 { return rng.NormFloat64() })
}

// agrees reports whether every element of dX lies between the slopes of E, except for rounding. What
// is allowed for rounding depends on the largest slope: a fixed number would be too much for small
// gradients and too little for large ones, and the slope of the element itself can be 0.
//
//exercise:remove
func agrees(E func() float64, X, dX *given.Matrix) bool {
	if dX == nil || dX.Rows != X.Rows || dX.Cols != X.Cols {
		return false
	}
	slopes, kinks, largest := X.Clone(), X.Clone(), 0.0
	for i := range X.Data {
		left, right := Slopes(E, X, i)
		slopes.Data[i], kinks.Data[i] = (left+right)/2, math.Abs(right-left)/2
		largest = max(largest, math.Abs(slopes.Data[i]))
	}
	for i, d := range dX.Data {
		if !(math.Abs(d-slopes.Data[i]) <= kinks.Data[i]+1e-6*largest) { // also if d is NaN
			return false
		}
	}
	return true
}
