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
	// Exercise:
	//
	// Units that start with equal weights get equal gradients and stay equal for ever, so weights
	// are random. Biases can be equal, because the weights already make the units different.
	// Weights of both signs keep the sums near 0. The more terms a sum has, the smaller the weights
	// must be; otherwise the values grow from layer to layer. a is the limit of Glorot and Bengio
	// (2010). The caller passes the generator, so that the same seed trains the same network again.
	a := math.Sqrt(6 / float64(l.InputShape+l.NUnits))
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	for i := range l.Weights.Data {
		l.Weights.Data[i] = a * (2*rng.Float64() - 1)
	}
	l.Biases = given.NewMatrix(1, l.NUnits)
}

// Parameters returns how many numbers the layer learns. It can be called before Initialize, when W
// and B are nil. For example:
//
//	InputShape = 4    NUnits = 3    Parameters() = 15
func (l *DenseLayer) Parameters() int {
	// Exercise: all elements of W and all elements of B.
	return l.InputShape*l.NUnits + l.NUnits
}

// OutputShape returns the number of columns of Y. It can be called before ForwardPropagation, when
// Y is nil. For example:
//
//	InputShape = 4    NUnits = 3    OutputShape() = 3
func (l *DenseLayer) OutputShape() int {
	// Exercise: each unit computes one number, whatever the input is.
	return l.NUnits
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
	// Exercise:
	//
	// Row r of X times column j of W is the sum in the formula for example r and unit j. In XW + B
	// the slide adds a (1, out) matrix to an (n, out) matrix: the plus adds B to every row, because
	// all examples have the same biases. Each column of Y belongs to one unit and has one bias.
	X, W, B := input, l.Weights, l.Biases
	l.Input = X
	l.Output = X.Dot(W).AddToRows(B)
	return l.Output
}
