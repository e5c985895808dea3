// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

// Package nn implements the neural networks of one lecture, to be read beside its slides. Every
// layer, loss and optimizer is documented with its derivation. The package uses only the standard
// library.
//
// # Reading order
//
// [Matrix]; [Layer] and [DenseLayer]; [ActivationLayer] and [SoftmaxActivation]; [LossFunction];
// [Optimizer] and [SGD]; [Dataset] and [Metric]; [NeuralNetwork] and its Fit; then [CheckLayer],
// which checks every derivative against finite differences.
//
// # Notation
//
// The comments and the code use the same letters:
//
//	n           examples in a batch, the rows of its matrices
//	X  (n, in)  input of a layer            dX  short for ∂E/∂X, which has the shape of X
//	W  (in, out), B (1, out)  weights and biases
//	Y  (n, out) output of a layer; in a loss, the targets, yTrue in code
//	Y* (n, out) the network's predictions, yPred in code
//	E           the error: the loss plus all penalties, one number
//	·           matrix product or product of numbers     ⊙  elementwise product
//	Xᵀ          X transposed                             Σ_i  sum over i
//	α, β, ε     learning rate, decay rate of an average, a small number
//
// # Conventions
//
// Every loss is a mean over the batch. Numbers are float64. All randomness comes from one
// *rand.Rand, which the caller creates. The same seed gives the same bits on the same kind of
// processor, with any number of cores. A mistake in a call, such as a wrong shape, panics. A
// failure that the caller cannot foresee, such as a damaged file or diverging training, is returned
// as an error.
//
// A network, its layers, its loss and its optimizer can be used by one goroutine at a time.
// Different networks are independent.
package nn

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// predictRows is the number of examples that Predict propagates at a time. It bounds the memory
// that the layers need.
const predictRows = 512

// NeuralNetwork is a sequence of layers together with the loss, the optimizer and the settings that
// train them. The output of each layer is the input of the next.
//
// Slide: Training: supervised learning; Python implementation - neural network; DNNs for the IMDB
type NeuralNetwork struct {
	Epochs    int        // passes over the training set in one Fit, 10 by default
	BatchSize int        // examples in a mini-batch, 64 by default
	Metric    Metric     // computed by Score and Fit (see NewNeuralNetwork); nil for none
	Verbose   io.Writer  // receives one line per epoch of Fit; nil for silence
	Callbacks []Callback // called by Fit, in this order

	Loss      LossFunction
	Optimizer Optimizer
	History   History // one record per epoch of every Fit; set it to nil to restart at epoch 1

	inputShape   int
	layers       []Layer
	params       []*Param // of all layers
	rng          *rand.Rand
	lastInput    *Matrix // input X of the last layer in the most recent forward pass
	outputErrors Matrix  // memory for outputError
}

// ErrDiverged is wrapped by the error that Fit returns when a number has become NaN or infinite.
var ErrDiverged = errors.New("training diverged")

// NewNeuralNetwork returns a network without layers for inputs of inputShape columns. Its Metric is
// [Accuracy] with a cross-entropy, and the loss itself with any other loss. The generator
// rng draws the weights of each layer when Add appends it, and later one permutation of the
// training set per epoch.
func NewNeuralNetwork(inputShape int, loss LossFunction, optimizer Optimizer, rng *rand.Rand) *NeuralNetwork {
	if inputShape < 1 || loss == nil || optimizer == nil || rng == nil {
		panic(fmt.Sprintf("nn: NewNeuralNetwork: input shape %d, loss %T, optimizer %T, generator %T: "+
			"want an input shape of 1 or more, and none nil", inputShape, loss, optimizer, rng))
	}
	metric := Metric(loss.Loss)
	switch loss.(type) {
	case *BinaryCrossEntropy, *CategoricalCrossEntropy:
		metric = Accuracy
	}
	return &NeuralNetwork{Epochs: 10, BatchSize: 64, Metric: metric,
		Loss: loss, Optimizer: optimizer, inputShape: inputShape, rng: rng}
}

// Add appends layers, sets their input shapes and initializes their parameters. It returns net.
func (net *NeuralNetwork) Add(layers ...Layer) *NeuralNetwork {
	for _, l := range layers {
		if l == nil {
			panic(fmt.Sprintf("nn: Add: layer %d is nil, want a layer", len(net.layers)+1))
		}
		if i := slices.Index(net.layers, l); i >= 0 {
			panic(fmt.Sprintf("nn: Add: layer %d is the same %s as layer %d; create a second one, "+
				"because a layer stores a single input", len(net.layers)+1, LayerName(l), i+1))
		}
		if _, ok := l.(*SoftmaxActivation); ok && net.outputShape() == 1 {
			panic(fmt.Sprintf("nn: Add: layer %d is a softmax of one unit, which always returns 1; use a sigmoid "+
				"with BinaryCrossEntropy, or one unit per class", len(net.layers)+1))
		}
		l.SetInputShape(net.outputShape())
		if l, ok := l.(initialized); ok {
			l.Initialize(net.rng)
		}
		net.layers = append(net.layers, l)
		net.params = append(net.params, l.Params()...)
	}
	return net
}

// Layers returns the layers, from input to output.
func (net *NeuralNetwork) Layers() []Layer { return net.layers }

// Params returns the parameters of all layers.
func (net *NeuralNetwork) Params() []*Param { return net.params }

// outputShape returns the number of columns that the last layer outputs.
func (net *NeuralNetwork) outputShape() int {
	if len(net.layers) == 0 {
		return net.inputShape
	}
	return net.layers[len(net.layers)-1].OutputShape()
}

// MiniBatches yields batches of BatchSize examples, in a new random order each time. The last batch
// may be smaller. X and Y are shuffled together, and d itself does not change. The next batch
// overwrites both matrices; a caller that keeps them should Clone them.
//
// Slide: Improvements on training algorithms: batches; Python implementation - neural network
func (net *NeuralNetwork) MiniBatches(d *Dataset) iter.Seq2[*Matrix, *Matrix] {
	d.mustBeComplete("MiniBatches")
	if net.BatchSize < 1 {
		panic(fmt.Sprintf("nn: MiniBatches: BatchSize is %d, want 1 or more; set net.BatchSize", net.BatchSize))
	}
	return func(yield func(X, Y *Matrix) bool) {
		var X, Y Matrix
		order := net.rng.Perm(d.Len())
		for len(order) > 0 {
			batch := order[:min(net.BatchSize, len(order))]
			order = order[len(batch):]
			if !yield(X.Gather(d.X, batch), Y.Gather(d.Y, batch)) {
				return
			}
		}
	}
}

// ForwardPropagation passes input (n, in) through all layers and returns Y* (n, out). The result is
// the last layer's own memory, so the next forward pass overwrites it. Pass true during training,
// because some layers, for example dropout, behave differently then.
//
// Slide: Backpropagation steps
func (net *NeuralNetwork) ForwardPropagation(input *Matrix, training bool) *Matrix {
	if len(net.layers) == 0 {
		panic("nn: ForwardPropagation: the network has no layers; call Add first")
	}
	Y := input
	for i, l := range net.layers {
		if Y.Cols != l.InputShape() {
			panic(fmt.Sprintf("nn: ForwardPropagation: layer %d (%s): input %s, want %d columns",
				i+1, LayerName(l), Y.shape(), l.InputShape()))
		}
		net.lastInput = Y
		Y = l.ForwardPropagation(Y, training)
		if !Y.is(input.Rows, l.OutputShape()) {
			panic(fmt.Sprintf("nn: ForwardPropagation: layer %d (%s): output %s, want (%d, %d)",
				i+1, LayerName(l), Y.shape(), input.Rows, l.OutputShape()))
		}
	}
	return Y
}

// BackwardPropagation passes outputError, dE/dY* (n, out), back through all layers and returns
// dE/dX of the first layer. It stores in every parameter's Grad the derivative of E, which includes
// the derivative of the parameter's penalty. It changes no parameter.
//
// Slide: Backpropagation steps; Chain Rule
func (net *NeuralNetwork) BackwardPropagation(outputError *Matrix) *Matrix {
	return net.backward(outputError, net.layers, true)
}

// BackpropagateLoss computes E for the targets yTrue and the predictions yPred of the most recent
// forward pass, passes its derivative back through all layers, and returns E. It gives the same
// gradients as Loss.Derivative and BackwardPropagation. Where the loss and the last layer have an
// exact combined derivative, for example [CategoricalCrossEntropy] and [SoftmaxActivation], it uses
// that one. You can write your own training loop with it:
//
//	yPred := net.ForwardPropagation(X, true)
//	E := net.BackpropagateLoss(Y, yPred)
//	for _, p := range net.Params() {
//		net.Optimizer.Update(p)
//	}
func (net *NeuralNetwork) BackpropagateLoss(yTrue, yPred *Matrix) (E float64) {
	if net.lastInput == nil || net.lastInput.Rows != yPred.Rows {
		panic(fmt.Sprintf("nn: BackpropagateLoss: yPred %s is not from the last forward pass; run one first", yPred.shape()))
	}
	L, dE, layers := net.outputError(yTrue, yPred)
	net.backward(dE, layers, true)
	return L + net.penalty()
}

// outputError returns the loss of the last forward pass, its derivative dE, and the layers through
// which dE must be passed back. Usually dE is dE/dY* and these are all layers. If the loss and the
// last layer have a combined derivative, dE is dE/dX of the last layer, which is left out.
func (net *NeuralNetwork) outputError(yTrue, yPred *Matrix) (L float64, dE *Matrix, layers []Layer) {
	if f := lossOfInput(net.layers, net.Loss); f != nil {
		L = f(yTrue, yPred, net.lastInput, &net.outputErrors)
		return L, &net.outputErrors, net.layers[:len(net.layers)-1]
	}
	return net.Loss.Loss(yTrue, yPred), net.Loss.Derivative(yTrue, yPred), net.layers
}

// backward passes dE back through the layers, from last to first. It returns dE/dX of the first
// layer. If inputError is false, a first dense layer skips dE/dX, and backward returns nil.
func (net *NeuralNetwork) backward(dE *Matrix, layers []Layer, inputError bool) *Matrix {
	for i := len(layers) - 1; i >= 0; i-- {
		dY := dE // dE/dX of a layer is dE/dY of the layer before it
		if i == 0 && !inputError && parameterErrorsOnly(layers[i], dY) {
			dE = nil
		} else if dE = layers[i].BackwardPropagation(dY); dE == nil {
			panic(fmt.Sprintf("nn: BackwardPropagation: layer %d (%s): input error nil, want (%d, %d)",
				i+1, LayerName(layers[i]), dY.Rows, layers[i].InputShape()))
		}
		mustHaveErrors(i+1, layers[i], dY, dE)
	}
	for _, p := range net.params {
		if p.Regularizer != nil {
			p.Regularizer.AddDerivative(p.Grad, p.Value)
		}
	}
	return dE
}

// Fit trains the network on train for Epochs epochs, in the ten steps of the slide. It appends to
// History the loss and the metric of every epoch, on train and on validation, which may be nil. The
// values on train come from the predictions made during the epoch, while the weights were changing.
// The loss includes the penalties of the weights at the end of the epoch.
//
// A second Fit continues the training. For example, ten Fits of one epoch give the same bits as one
// Fit of ten epochs.
//
// Fit ends early if a callback returns an error. It returns that error, or nil if the error wraps
// [ErrStop]. If a number becomes NaN or infinite, in training or on validation, Fit returns an
// error that names the epoch and the batch and wraps [ErrDiverged]. Fit panics if the shapes of the
// data do not match the network.
//
// Slide: Back-propagation algorithm; Python implementation - neural network (NeuralNetwork.fit)
func (net *NeuralNetwork) Fit(train, validation *Dataset) (err error) {
	net.begin(train, validation)
	defer func() { net.end(err) }()

	yTrue := NewMatrix(train.Len(), train.Y.Cols) // Y and Y* of an epoch, in the order of its batches
	yPred := NewMatrix(train.Len(), train.Y.Cols)

	for range net.Epochs {
		b := BatchRecord{Epoch: net.nextEpoch(), Examples: train.Len()}
		r := EpochRecord{Epoch: b.Epoch, LearningRate: net.rate()}
		start := time.Now()
		for X, Y := range net.MiniBatches(train) { // 1. mini-batches of size BatchSize
			b.Batch++
			p := net.ForwardPropagation(X, true) // 2. forward pass through all layers
			if !finite(p) || !finite(net.lastInput) {
				return net.diverged(b.Epoch, fmt.Sprint("batch ", b.Batch), X, train)
			}
			L, dE, layers := net.outputError(Y, p) // 3. derivative of the loss
			net.backward(dE, layers, false)        // 4. STEPS 1 to 3 of all layers, from last to first,
			net.update()                           //    then STEP 4 for every parameter

			copy(yTrue.Data[b.Done*yTrue.Cols:], Y.Dense().Data)
			copy(yPred.Data[b.Done*yPred.Cols:], p.Data)
			b.Loss, b.Done = L, b.Done+X.Rows
			r.Loss += L * (float64(X.Rows) / float64(train.Len()))
			if err := net.endBatch(b); err != nil {
				return net.stopped(err)
			}
		} // 5. steps 2, 3 and 4 for all mini-batches
		r.Seconds = time.Since(start).Seconds()
		r.Loss += net.penalty()             // 6. mean loss of the targets and the predictions
		r.Metric = net.metric(yTrue, yPred) // 7. metric of the targets and the predictions
		if !isFinite(r.Loss) || !net.finiteParams() {
			return net.diverged(b.Epoch, fmt.Sprint("batch ", b.Batch), nil, train)
		}
		r.ValLoss, r.ValMetric = net.evaluate(validation)
		if net.divergedOn(validation, r) {
			return net.diverged(b.Epoch, "validation", validation.X, validation)
		}
		if err := net.endEpoch(r); err != nil { // 8. and 9. add both to History, print if Verbose
			return net.stopped(err)
		}
	} // 10. all steps for all epochs
	return nil
}

// begin panics if the data does not match the network, and calls BeginTraining of the callbacks.
func (net *NeuralNetwork) begin(train, validation *Dataset) {
	net.mustTrain("training", train)
	if validation != nil {
		net.mustTrain("validation", validation)
	}
	if net.Epochs < 0 {
		panic(fmt.Sprintf("nn: training: Epochs is %d, want 0 or more; set net.Epochs", net.Epochs))
	}
	for _, c := range net.Callbacks {
		if c, ok := c.(interface {
			BeginTraining(_ *NeuralNetwork, train, validation *Dataset)
		}); ok {
			c.BeginTraining(net, train, validation)
		}
	}
}

// endBatch calls EndBatch of the callbacks, up to the first that returns an error.
func (net *NeuralNetwork) endBatch(b BatchRecord) (err error) {
	for _, c := range net.Callbacks {
		if c, ok := c.(interface {
			EndBatch(*NeuralNetwork, BatchRecord) error
		}); ok && err == nil {
			err = c.EndBatch(net, b)
		}
	}
	return err
}

// endEpoch adds the record to History, prints it, and calls EndEpoch of all callbacks.
func (net *NeuralNetwork) endEpoch(r EpochRecord) (err error) {
	net.History = append(net.History, r)
	net.print(r)
	for _, c := range net.Callbacks {
		if e := c.EndEpoch(net, r); err == nil || e != nil && errors.Is(err, ErrStop) {
			err = e // keep the first error, but let a real error replace ErrStop
		}
	}
	return err
}

func (net *NeuralNetwork) end(err error) {
	for _, c := range net.Callbacks {
		if c, ok := c.(interface{ EndTraining(*NeuralNetwork, error) }); ok {
			c.EndTraining(net, err)
		}
	}
}

// stopped returns the result of Fit after a callback has returned err: nil for ErrStop.
func (net *NeuralNetwork) stopped(err error) error {
	if !errors.Is(err, ErrStop) {
		return err
	}
	net.print(err)
	return nil
}

func (net *NeuralNetwork) print(line any) {
	if net.Verbose != nil {
		fmt.Fprintln(net.Verbose, line)
	}
}

// nextEpoch returns the number that follows the last epoch in History.
func (net *NeuralNetwork) nextEpoch() int {
	if n := len(net.History); n > 0 {
		return net.History[n-1].Epoch + 1
	}
	return 1
}

// update updates every parameter with the optimizer.
func (net *NeuralNetwork) update() {
	for _, p := range net.params {
		net.Optimizer.Update(p)
	}
}

// Predict returns Y* (n, out) for the inputs X (n, in), as a new matrix.
func (net *NeuralNetwork) Predict(X *Matrix) *Matrix {
	yPred, _ := net.predict(X, nil)
	return yPred
}

// predict returns the predictions for X and, unless yTrue is nil, their mean loss.
func (net *NeuralNetwork) predict(X, yTrue *Matrix) (yPred *Matrix, L float64) {
	if X == nil {
		panic("nn: Predict: the input is nil, want a matrix (n, in)")
	}
	yPred = NewMatrix(X.Rows, net.outputShape())
	for from := 0; from < X.Rows; from += predictRows {
		to := min(from+predictRows, X.Rows)
		p := yPred.RowRange(from, to).Copy(net.ForwardPropagation(X.RowRange(from, to), false))
		if yTrue != nil {
			L += net.loss(yTrue.RowRange(from, to), p) * (float64(to-from) / float64(X.Rows))
		}
	}
	return yPred, L
}

// Score returns the metric of the predictions for d, or NaN if Metric is nil.
func (net *NeuralNetwork) Score(d *Dataset) float64 {
	net.mustFit("scoring", d)
	return net.metric(d.Y, net.Predict(d.X))
}

// evaluate returns E and the metric of the predictions for d, or two NaNs if d is nil.
func (net *NeuralNetwork) evaluate(d *Dataset) (E, metric float64) {
	if d == nil {
		return math.NaN(), math.NaN()
	}
	yPred, L := net.predict(d.X, d.Y)
	return L + net.penalty(), net.metric(d.Y, yPred)
}

// loss returns the loss of yPred, the result of the last forward pass, without penalties.
func (net *NeuralNetwork) loss(yTrue, yPred *Matrix) float64 {
	if f := lossOfInput(net.layers, net.Loss); f != nil {
		return f(yTrue, yPred, net.lastInput, &net.outputErrors)
	}
	return net.Loss.Loss(yTrue, yPred)
}

// penalty returns the sum of all parameters' penalties. E is the loss plus this sum.
func (net *NeuralNetwork) penalty() float64 {
	sum := 0.0
	for _, p := range net.params {
		if p.Regularizer != nil {
			sum += p.Regularizer.Penalty(p.Value)
		}
	}
	return sum
}

func (net *NeuralNetwork) metric(yTrue, yPred *Matrix) float64 {
	if net.Metric == nil {
		return math.NaN()
	}
	return net.Metric(yTrue, yPred)
}

// diverged returns the error that reports a NaN or infinite number.
func (net *NeuralNetwork) diverged(epoch int, when string, X *Matrix, d *Dataset) error {
	err := fmt.Errorf("nn: epoch %d, %s: %w", epoch, when, ErrDiverged)
	if explain != nil {
		err = fmt.Errorf("%w: %s", err, explain(net, X, d))
	}
	return err
}

// divergedOn reports whether a target or prediction of the validation set is NaN or infinite. An
// infinite loss of finite predictions is not divergence; early stopping sees it as no improvement.
func (net *NeuralNetwork) divergedOn(validation *Dataset, r EpochRecord) bool {
	return validation != nil && !isFinite(r.ValLoss) &&
		!(finite(validation.Y) && finite(net.Predict(validation.X)))
}

// rate returns the learning rate of the optimizer, or NaN if it has none.
func (net *NeuralNetwork) rate() float64 {
	if o, ok := net.Optimizer.(interface{ Rate() *float64 }); ok {
		return *o.Rate()
	}
	return math.NaN()
}

func (net *NeuralNetwork) finiteParams() bool {
	return !slices.ContainsFunc(net.params, func(p *Param) bool { return !finite(p.Value) })
}

// mustFit panics unless d has examples and its columns match the network.
func (net *NeuralNetwork) mustFit(purpose string, d *Dataset) {
	d.mustBeComplete(purpose)
	if d.Len() == 0 {
		panic(fmt.Sprintf("nn: %s data: no examples, want 1 or more", purpose))
	}
	if len(net.layers) == 0 {
		panic(fmt.Sprintf("nn: %s: the network has no layers; call Add first", purpose))
	}
	if d.X.Cols != net.inputShape || d.Y.Cols != net.outputShape() {
		panic(fmt.Sprintf("nn: %s data: X %s and Y %s, but the network needs %d and %d columns; change one of them",
			purpose, d.X.shape(), d.Y.shape(), net.inputShape, net.outputShape()))
	}
}

// mustTrain panics unless the network can be trained on d, because its targets do not suit the loss,
// or its first predictions do not suit the loss or the metric, which is called once to find out.
func (net *NeuralNetwork) mustTrain(purpose string, d *Dataset) {
	net.mustFit(purpose, d)
	n := min(d.Len(), predictRows)
	yPred := net.ForwardPropagation(d.X.RowRange(0, n), false)
	mustSuitLoss(purpose, net.Loss, d.Y, yPred)
	net.metric(d.Y.RowRange(0, n), yPred)
}
