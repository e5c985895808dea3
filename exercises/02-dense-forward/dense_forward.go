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

// DenseLayer connects each of its inputs to each of its units, with one weight for each connection
// and one bias for each unit. The sizes are set by who makes the layer, the rest by its methods.
type DenseLayer struct {
	InputShape int // in: how many inputs, the columns of X
	NUnits     int // out: how many units, the columns of Y

	Weights *given.Matrix // W (in, out); w_ij leads from input i to unit j
	Biases  *given.Matrix // B (1, out)

	Input  *given.Matrix // X (n, in): what the last ForwardPropagation was given
	Output *given.Matrix // Y (n, out): what it returned
}

// Initialize makes the matrices W and B, which are nil before. Every weight is drawn by rng, row
// after row, uniformly from [-a, a) with a = √(6/(in+out)). rng.Float64() is uniform in [0, 1).
// Every bias is zero.
func (l *DenseLayer) Initialize(rng *rand.Rand) {
	panic("not written yet: DenseLayer.Initialize")
}

// Parameters returns how many numbers the layer learns. It needs no Initialize: W and B may be nil.
func (l *DenseLayer) Parameters() int {
	panic("not written yet: DenseLayer.Parameters")
}

// OutputShape returns the number of columns of Y. It needs no ForwardPropagation: Y may be nil.
func (l *DenseLayer) OutputShape() int {
	panic("not written yet: DenseLayer.OutputShape")
}

// ForwardPropagation is given X (n, in), a batch of n examples, one a row, and returns Y (n, out):
//
//	y_j = b_j + Σ_i x_i·w_ij        for every example        Y = XW + B
//
// It leaves X in Input and Y in Output: backward propagation will need them. X, W and B stay as
// they are. There is no activation function here: that is a layer of its own.
func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	panic("not written yet: DenseLayer.ForwardPropagation")
}
