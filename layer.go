package nn

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Layer is one function X -> Y of the computation graph. The contract:
//
//  1. [NeuralNetwork.Add] calls SetInputShape once, then Initialize if the layer has it.
//  2. A shape is a column count: the input is (n, InputShape), the output (n, OutputShape), for any n.
//  3. ForwardPropagation comes before BackwardPropagation. It keeps what the latter will need, at
//     least a reference to the input, which the caller leaves alone until then.
//  4. BackwardPropagation is given dE/dY and returns dE/dX. On the way it assigns (not adds)
//     dE/dP to the Grad of each parameter P. It does not divide by n: the loss has done so.
//  5. It changes no parameter: only the [Optimizer] does (STEP 4 on the slides).
//  6. Neither method writes into its argument. What they return is the layer's own memory, good
//     until the next call; Clone it to keep it longer.
//  7. training is false in Predict and Score, where layers such as dropout do nothing, and true
//     in every pass that a BackwardPropagation follows.
//  8. Params returns the same pointers each time: optimizers keep their state by them.
//
// Embed [BaseLayer] and write OutputShape, ForwardPropagation and BackwardPropagation to make a
// layer of your own; then let [CheckLayer] judge it.
//
// Slide: Training: chain rule and computation graphs; Chain Rule; Python implementation - Layers
type Layer interface {
	SetInputShape(cols int)
	InputShape() int
	OutputShape() int
	Params() []*Param
	ForwardPropagation(input *Matrix, training bool) (output *Matrix)
	BackwardPropagation(outputError *Matrix) (inputError *Matrix)
}

// Param is a parameter that is learned: its value and dE/dValue, of the same shape.
type Param struct {
	Name        string
	Value       *Matrix
	Grad        *Matrix
	Regularizer Regularizer // a penalty for large values, nil for none; the network adds it to E
}

// Regularizer is a term of E that depends on one parameter W and not on the examples, such as [L2].
type Regularizer interface {
	Penalty(W *Matrix) float64
	AddDerivative(dW, W *Matrix) // dW ← dW + ∂penalty/∂W
}

// countNumbers returns how many numbers the parameters have together.
func countNumbers(params []*Param) int {
	n := 0
	for _, p := range params {
		n += p.Value.Rows * p.Value.Cols
	}
	return n
}

// BaseLayer is what the layers share: the input shape, and no parameters. Embed it.
//
// Slide: Python implementation - Layers
type BaseLayer struct{ inputShape int }

// SetInputShape tells the layer the number of columns of its input.
func (l *BaseLayer) SetInputShape(cols int) { l.inputShape = cols }

// InputShape returns the number of columns of the input.
func (l *BaseLayer) InputShape() int { return l.inputShape }

// Params returns nil: a layer without parameters.
func (l *BaseLayer) Params() []*Param { return nil }

// initialized is implemented by layers that have parameters to set before training.
type initialized interface{ Initialize(rng *rand.Rand) }

// LayerName returns the name of the layer's type, such as "DenseLayer".
func LayerName(l Layer) string { return typeName(l) }

// typeName returns the name of v's type without its package.
func typeName(v any) string {
	name := fmt.Sprintf("%T", v)
	return name[strings.LastIndexByte(name, '.')+1:]
}

// mustBackPropagate panics unless output is what ForwardPropagation left and outputError fits it.
func mustBackPropagate(l Layer, output, outputError *Matrix) {
	if output.Data == nil {
		panic(fmt.Sprintf("nn: %s: BackwardPropagation before ForwardPropagation", LayerName(l)))
	}
	if !outputError.is(output.Rows, output.Cols) {
		panic(fmt.Sprintf("nn: %s: BackwardPropagation: output error %s, want %s like the output",
			LayerName(l), outputError.shape(), output.shape()))
	}
}

// mustHaveErrors panics unless l, the layer of that number, has answered dY with a dX of its
// input's shape, which is nil if nothing asks for it, and a gradient of the shape of each parameter.
func mustHaveErrors(number int, l Layer, dY, dX *Matrix) {
	if dX != nil && !dX.is(dY.Rows, l.InputShape()) {
		panic(fmt.Sprintf("nn: BackwardPropagation: layer %d (%s): input error %s, want (%d, %d)",
			number, LayerName(l), dX.shape(), dY.Rows, l.InputShape()))
	}
	for _, p := range l.Params() {
		if !p.Grad.is(p.Value.Rows, p.Value.Cols) {
			panic(fmt.Sprintf("nn: BackwardPropagation: layer %d (%s): gradient of %s %s, want %s",
				number, LayerName(l), p.Name, p.Grad.shape(), p.Value.shape()))
		}
	}
}
