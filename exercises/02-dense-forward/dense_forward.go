// Package dense is exercise 02: a dense layer, from its first weights to its output.
//
//	Slide   Dense layer; Forward propagation; Python implementation - Dense Layer
//	Time    25 minutes
//	Points  10, and 2 for tests that are not shown
package dense

import (
	"math/rand/v2"

	"exercises/given"
)

// DenseLayer connects each of its inputs to each of its units, with one weight per connection and
// one bias per unit. The caller sets the two sizes; the methods set the other fields.
type DenseLayer struct {
	InputShape int // in: the number of inputs, the columns of X
	NUnits     int // out: the number of units, the columns of Y

	Weights *given.Matrix // W (in, out); w_ij connects input i to unit j
	Biases  *given.Matrix // B (1, out)

	Input  *given.Matrix // X (n, in): the input of the last ForwardPropagation
	Output *given.Matrix // Y (n, out): the output of the last ForwardPropagation
}

// Initialize creates the matrices W and B, which are nil before. It draws every weight with rng,
// row by row, uniformly from [-a, a) with a = √(6/(in+out)). rng.Float64() is uniform in [0, 1).
// Every bias is zero.
//
// For example, with rng = rand.New(rand.NewPCG(2, 7)):
//
//	InputShape = 2    NUnits = 3
//	W = [ -0.3375  0.8234 -0.1764 ]    B = [ 0 0 0 ]
//	    [ -0.3109 -0.0453 -0.5299 ]
func (l *DenseLayer) Initialize(rng *rand.Rand) {
	panic("not written yet: DenseLayer.Initialize")
}

// Parameters returns how many numbers the layer learns. It can be called before Initialize, when W
// and B are nil. For example:
//
//	InputShape = 4    NUnits = 3    Parameters() = 15
func (l *DenseLayer) Parameters() int {
	panic("not written yet: DenseLayer.Parameters")
}

// OutputShape returns the number of columns of Y. It can be called before ForwardPropagation, when
// Y is nil. For example:
//
//	InputShape = 4    NUnits = 3    OutputShape() = 3
func (l *DenseLayer) OutputShape() int {
	panic("not written yet: DenseLayer.OutputShape")
}

// ForwardPropagation takes X (n, in), a batch of n examples with one example per row, and returns
// Y (n, out), a new matrix:
//
//	y_j = b_j + Σ_i x_i·w_ij        for every example        Y = XW + B
//
// It stores X in Input and Y in Output, because backward propagation will need them. X, W and B
// stay unchanged. There is no activation function here: an activation is a layer of its own.
//
// For example:
//
//	X = [   1   2  -1 ]    W = [   2  -1 ]    B = [ 0.5  -1 ]
//	    [ 0.5   0   3 ]        [   0 1.5 ]
//	                           [   1  -2 ]
//	Y = [  1.5    3 ]
//	    [  4.5 -7.5 ]
func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	panic("not written yet: DenseLayer.ForwardPropagation")
}
