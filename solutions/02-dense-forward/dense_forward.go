// Package dense is exercise 02: a dense layer, from its first weights to its output.
//
//	Slide   Dense layer; Forward propagation; Python implementation - Dense Layer
//	Time    25 minutes
//	Points  10, and 2 for tests that are not shown
package dense

import (
	"math"
	"math/rand/v2"

	"nn/solutions/given"
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
	// Exercise:
	//
	// Units that begin with the same weights get the same gradients and stay the same for ever, so
	// weights are drawn; biases need not be, for the weights make the units different already.
	// Of both signs, so that the sums are near 0. And the more terms a sum has, the smaller they must
	// be, or the values grow from layer to layer: a is that of Glorot and Bengio (2010).
	// The generator is the caller's: with the same seed the same network can be trained again.
	a := math.Sqrt(6 / float64(l.InputShape+l.NUnits))
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	for i := range l.Weights.Data {
		l.Weights.Data[i] = a * (2*rng.Float64() - 1)
	}
	l.Biases = given.NewMatrix(1, l.NUnits)
}

// Parameters returns how many numbers the layer learns. It needs no Initialize: W and B may be nil.
func (l *DenseLayer) Parameters() int {
	// Exercise: all elements of W and all of B.
	return l.InputShape*l.NUnits + l.NUnits
}

// OutputShape returns the number of columns of Y. It needs no ForwardPropagation: Y may be nil.
func (l *DenseLayer) OutputShape() int {
	// Exercise: one number for each unit, whatever goes in.
	return l.NUnits
}

// ForwardPropagation is given X (n, in), a batch of n examples, one a row, and returns Y (n, out):
//
//	y_j = b_j + Σ_i x_i·w_ij        for every example        Y = XW + B
//
// It leaves X in Input and Y in Output: backward propagation will need them. X, W and B stay as
// they are. There is no activation function here: that is a layer of its own.
func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	// Exercise:
	//
	// Row r of X times column j of W is the sum of the formula for example r and unit j.
	// In XW + B the slide adds a (1, out) to an (n, out): the plus means that every row gets it,
	// for every example has the same biases. A column of Y has one bias, that of its unit.
	X, W, B := input, l.Weights, l.Biases
	l.Input = X
	l.Output = X.Dot(W).AddToRows(B)
	return l.Output
}
