// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// DenseLayer connects every input to every unit. Each unit computes a weighted sum plus a bias.
//
// Forward, for one example and for a batch:
//
//	y_j = b_j + Σ_i x_i·w_ij
//	Y   = X·W + B              B is added to every row
//
// Shapes:
//
//	X (n, in)   W (in, out)   B (1, out)   Y (n, out);  dX, dW, dB as X, W, B
//
// Backward. E depends on x_i through every y_j, but on w_ij and b_j only through y_j. Row r of X
// and of Y belongs to example r. The gradients of W and B are sums over r, because all examples
// share them:
//
//	STEP 1:  ∂E/∂x_i  = Σ_j ∂E/∂y_j·∂y_j/∂x_i = Σ_j ∂E/∂y_j·w_ij     dX = dY·Wᵀ
//	STEP 2:  ∂E/∂w_ij = Σ_r ∂E/∂y_rj·x_ri                            dW = Xᵀ·dY
//	STEP 3:  ∂E/∂b_j  = Σ_r ∂E/∂y_rj                                 dB = sum of the rows of dY
//	STEP 4:  w ← w - α·∂E/∂w,  b ← b - α·∂E/∂b                       done by the Optimizer
//
// The shapes agree: (n, out)·(out, in) = (n, in) and (in, n)·(n, out) = (in, out).
//
// Slide: Dense layer; Forward propagation; Backward propagation; Python implementation - Dense Layer
type DenseLayer struct {
	BaseLayer
	Weights     *Param      // W
	Biases      *Param      // B
	Initializer Initializer // initializes W, [Glorot] by default; B starts at zero

	nUnits     int
	input      *Matrix
	output     Matrix // Y
	inputError Matrix // dX
	params     []*Param
}

// ForwardPropagation returns Y = X·W + B.
func (l *DenseLayer) ForwardPropagation(input *Matrix, training bool) *Matrix {
	if l.Weights.Value == nil {
		panic("nn: DenseLayer: ForwardPropagation before Initialize; Add the layer to a network")
	}
	X, W, B := input, l.Weights.Value, l.Biases.Value
	l.input = X
	Y := l.output.MatMul(X, W)
	return Y.AddRow(Y, B)
}

// BackwardPropagation sets dW and dB and returns dX.
func (l *DenseLayer) BackwardPropagation(outputError *Matrix) *Matrix {
	l.parameterErrors(outputError)
	W, dY := l.Weights.Value, outputError
	return l.inputError.MatMulT(dY, W) // STEP 1: dX = dY·Wᵀ
}

func (l *DenseLayer) parameterErrors(outputError *Matrix) {
	mustBackPropagate(l, &l.output, outputError)
	X, dY := l.input, outputError
	l.Weights.Grad.TMatMul(X, dY) // STEP 2: dW = Xᵀ·dY
	l.Biases.Grad.SumRows(dY)     // STEP 3: dB = sum of the rows of dY
}

// parameterErrorsOnly computes STEPS 2 and 3 of a dense layer and reports true. For any other layer
// it does nothing, even if the layer embeds a dense layer, because it can have a different backward
// pass. The first layer of a network can skip dX, its largest product, because its X is data.
func parameterErrorsOnly(l Layer, outputError *Matrix) bool {
	d, ok := l.(*DenseLayer)
	if ok {
		d.parameterErrors(outputError)
	}
	return ok
}

// NewDenseLayer returns a dense layer with nUnits units. It panics if nUnits is not positive.
func NewDenseLayer(nUnits int) *DenseLayer {
	if nUnits < 1 {
		panic(fmt.Sprintf("nn: NewDenseLayer: %d units, want 1 or more", nUnits))
	}
	W, B := &Param{Name: "weights"}, &Param{Name: "biases"}
	return &DenseLayer{nUnits: nUnits, Initializer: Glorot, Weights: W, Biases: B, params: []*Param{W, B}}
}

// OutputShape returns the number of units.
func (l *DenseLayer) OutputShape() int { return l.nUnits }

// Params returns the weights W (in, out) and the biases B (1, out).
func (l *DenseLayer) Params() []*Param { return l.params }

// Initialize draws new weights and sets the biases to zero.
func (l *DenseLayer) Initialize(rng *rand.Rand) {
	in, out := l.InputShape(), l.OutputShape()
	l.Weights.Value, l.Weights.Grad = NewMatrix(in, out), NewMatrix(in, out)
	l.Biases.Value, l.Biases.Grad = NewMatrix(1, out), NewMatrix(1, out)
	l.Initializer(l.Weights.Value, rng)
}

// Initializer sets the weights w (in, out) of a layer before training.
type Initializer func(w *Matrix, rng *rand.Rand)

// Glorot draws from U(-a, a) with a = √(6/(in+out)). With this a, values in the forward pass and
// gradients in the backward pass keep their size from layer to layer (Glorot and Bengio 2010). It
// suits tanh, sigmoid and softmax, and is good enough for a few ReLU layers. Glorot is the default
// here and in Keras.
func Glorot(w *Matrix, rng *rand.Rand) {
	a := math.Sqrt(6 / float64(w.Rows+w.Cols))
	for i := range w.Data {
		w.Data[i] = a * (2*rng.Float64() - 1)
	}
}
