// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Layer is one function X -> Y of the computation graph. Every layer keeps this contract:
//
//  1. [NeuralNetwork.Add] calls SetInputShape once, then Initialize if the layer has that method.
//  2. A shape is a number of columns. The input is (n, InputShape) and the output is
//     (n, OutputShape), for any number n of examples.
//  3. ForwardPropagation is called before BackwardPropagation. It stores everything that the
//     backward pass needs, at least a reference to the input. The caller must not change the input
//     until then.
//  4. BackwardPropagation takes dE/dY and returns dE/dX. It also assigns dE/dP to the Grad of each
//     parameter P; it does not add to Grad. It does not divide by n, because the loss already has.
//  5. BackwardPropagation changes no parameter. Only the [Optimizer] does (STEP 4 on the slides).
//  6. Neither method writes into its argument. Each returns the layer's own memory, which is valid
//     until the next call; a caller that needs it longer should Clone it.
//  7. training is false in Predict and Score, where layers such as dropout do nothing. It is true
//     in every forward pass that is followed by a backward pass.
//  8. Params returns the same pointers each time, because optimizers use them as keys.
//
// To write your own layer, embed [BaseLayer], add OutputShape, ForwardPropagation and
// BackwardPropagation, and check the result with [CheckLayer].
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

// Param is a trainable parameter. Value and Grad, the gradient dE/dValue, have the same shape.
type Param struct {
	Name        string
	Value       *Matrix
	Grad        *Matrix
	Regularizer Regularizer // penalty for large values, nil for none; the network adds it to E
}

// Regularizer is a term of E that depends on one parameter W and not on the examples. For example,
// the L2 penalty is one.
type Regularizer interface {
	Penalty(W *Matrix) float64
	AddDerivative(dW, W *Matrix) // dW ← dW + ∂penalty/∂W
}

// BaseLayer implements what most layers have in common: an input shape, and no parameters. Embed it
// in your own layers.
//
// Slide: Python implementation - Layers
type BaseLayer struct{ inputShape int }

// SetInputShape sets the number of columns of the input.
func (l *BaseLayer) SetInputShape(cols int) { l.inputShape = cols }

// InputShape returns the number of columns of the input.
func (l *BaseLayer) InputShape() int { return l.inputShape }

// Params returns nil, because a BaseLayer has no parameters.
func (l *BaseLayer) Params() []*Param { return nil }

// initialized is implemented by layers whose parameters must be initialized before training.
type initialized interface{ Initialize(rng *rand.Rand) }

// LayerName returns the name of the layer's type, for example "DenseLayer".
func LayerName(l Layer) string { return typeName(l) }

// typeName returns the name of v's type without its package.
func typeName(v any) string {
	name := fmt.Sprintf("%T", v)
	return name[strings.LastIndexByte(name, '.')+1:]
}

// mustBackPropagate panics unless ForwardPropagation has set output and outputError has its shape.
func mustBackPropagate(l Layer, output, outputError *Matrix) {
	if output.Data == nil {
		panic(fmt.Sprintf("nn: %s: BackwardPropagation before ForwardPropagation; call that first", LayerName(l)))
	}
	if !outputError.is(output.Rows, output.Cols) {
		panic(fmt.Sprintf("nn: %s: BackwardPropagation: output error %s, want %s, the shape of the output",
			LayerName(l), outputError.shape(), output.shape()))
	}
}

// mustHaveErrors checks the backward pass of layer l with the given number. It panics unless dX,
// if it is not nil, has the shape of the input, and every gradient has the shape of its parameter.
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
