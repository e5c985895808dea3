package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// DenseLayer connects every input to every unit: a weighted sum and a bias for each unit.
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
// Backward. E depends on x_i through every y_j, on w_ij and b_j only through y_j, and y_j belongs
// to one example r; W and B serve all examples, so their errors are sums over them:
//
//	STEP 1:  ∂E/∂x_i  = Σ_j ∂E/∂y_j·∂y_j/∂x_i = Σ_j ∂E/∂y_j·w_ij     dX = dY·Wᵀ
//	STEP 2:  ∂E/∂w_ij = Σ_r ∂E/∂y_rj·x_ri                            dW = Xᵀ·dY
//	STEP 3:  ∂E/∂b_j  = Σ_r ∂E/∂y_rj                                 dB = sum of the rows of dY
//	STEP 4:  w ← w - α·∂E/∂w,  b ← b - α·∂E/∂b                       the Optimizer's
//
// A check by shapes: (n, out)·(out, in) = (n, in) and (in, n)·(n, out) = (in, out).
//
// Slide: Dense layer; Forward propagation; Backward propagation; Python implementation - Dense Layer
type DenseLayer struct {
	BaseLayer
	Weights     *Param      // W
	Biases      *Param      // B
	Initializer Initializer // of W, [Glorot] unless changed before Add; B starts at zero

	nUnits     int
	input      *Matrix
	output     Matrix // Y
	inputError Matrix // dX
	params     []*Param
}

// NewDenseLayer returns a dense layer of nUnits units. It panics if nUnits is not positive.
func NewDenseLayer(nUnits int) *DenseLayer {
	if nUnits < 1 {
		panic(fmt.Sprintf("nn: NewDenseLayer: %d units, want 1 or more", nUnits))
	}
	l := &DenseLayer{nUnits: nUnits, Initializer: Glorot}
	l.Weights, l.Biases = &Param{Name: "weights"}, &Param{Name: "biases"}
	l.params = []*Param{l.Weights, l.Biases}
	return l
}

// OutputShape returns the number of units.
func (l *DenseLayer) OutputShape() int { return l.nUnits }

// Params returns the weights W (in, out) and the biases B (1, out).
func (l *DenseLayer) Params() []*Param { return l.params }

// Initialize draws new weights and makes the biases zero.
func (l *DenseLayer) Initialize(rng *rand.Rand) {
	in, out := l.InputShape(), l.OutputShape()
	l.Weights.Value, l.Weights.Grad = NewMatrix(in, out), NewMatrix(in, out)
	l.Biases.Value, l.Biases.Grad = NewMatrix(1, out), NewMatrix(1, out)
	l.Initializer(l.Weights.Value, rng)
}

// ForwardPropagation returns Y = X·W + B.
func (l *DenseLayer) ForwardPropagation(input *Matrix, training bool) *Matrix {
	if l.Weights.Value == nil {
		panic("nn: DenseLayer: ForwardPropagation before Initialize")
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

// parameterErrorsOnly does STEPS 2 and 3 of a dense layer and reports true; it does nothing for any
// other layer, also one that embeds a dense layer, because that may have a backward pass of its own.
// In the first layer X is data and dX, the largest product of all, is of no use.
func parameterErrorsOnly(l Layer, outputError *Matrix) bool {
	d, ok := l.(*DenseLayer)
	if ok {
		d.parameterErrors(outputError)
	}
	return ok
}

// Initializer sets the weights w (in, out) of a layer before training.
type Initializer func(w *Matrix, rng *rand.Rand)

// Glorot draws from U(-a, a) with a = √(6/(in+out)), so that values on the way forward and errors
// on the way back keep their size from layer to layer (Glorot and Bengio 2010). Right for tanh,
// sigmoid and softmax, good enough for a few layers of ReLU. The default here and in Keras.
func Glorot(w *Matrix, rng *rand.Rand) {
	a := math.Sqrt(6 / float64(w.Rows+w.Cols))
	for i := range w.Data {
		w.Data[i] = a * (2*rng.Float64() - 1)
	}
}
