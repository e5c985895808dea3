// Package nn is a neural network to read: every layer's forward and backward propagation with its
// derivation, losses, optimizers and training, as on the slides of one lecture, and nothing but
// the standard library.
//
// # Reading order
//
// [Matrix]; [Layer] and [DenseLayer]; [ActivationLayer] and [SoftmaxActivation]; [LossFunction];
// [Optimizer] and [SGD]; [NeuralNetwork] and its Fit; then [CheckLayer], which proves the rest.
//
// # Notation
//
// The same letters in the comments and in the code:
//
//	n           examples in a batch, the rows of its matrices
//	X  (n, in)  input of a layer            dX  stands for ∂E/∂X, of X's shape
//	W  (in, out), B (1, out)  weights and biases
//	Y  (n, out) output of a layer; of the whole network, what the examples say
//	Y* (n, out) the network's prediction, yPred in code
//	E           the error (loss), a number
//	·           matrix product or product of numbers     ⊙  elementwise product
//	Xᵀ          X transposed                             Σ_i  sum over i
//	α, β, ε     learning rate, weight of the past, a small number
//
// # Conventions
//
// Every loss is a mean over the batch. Numbers are float64. Randomness comes from one *rand.Rand
// that the caller makes; the same seed gives the same bits on the same kind of processor, on any
// number of cores. A caller's mistake, such as a wrong shape, panics; what a caller cannot know
// beforehand, such as a broken file or training that diverges, is an error.
//
// A network, its layers, loss and optimizer belong to one goroutine at a time; different networks
// are independent.
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

// predictRows is how many examples Predict propagates at a time, so that memory does not grow with
// them.
const predictRows = 512

// NeuralNetwork is a list of layers, each the input of the next, and what it takes to train them.
//
// Slide: Training: supervised learning; Python implementation - neural network; DNNs for the IMDB
type NeuralNetwork struct {
	Epochs    int        // passes over the training set in a Fit, 10 unless changed
	BatchSize int        // examples in a mini-batch, 64 unless changed
	Metric    Metric     // what Score returns, [Accuracy] unless changed; nil for none
	Verbose   io.Writer  // where Fit prints a line per epoch; nil for silence
	Callbacks []Callback // called by Fit, in their order

	Loss      LossFunction
	Optimizer Optimizer
	History   History // one record per epoch of all Fits; nil to start counting from epoch 1

	inputShape   int
	layers       []Layer
	params       []*Param // of all layers
	rng          *rand.Rand
	lastInput    *Matrix // X of the last layer in the last forward pass
	outputErrors Matrix  // memory for outputError
}

// ErrDiverged is wrapped by the error of Fit when numbers have become NaN or infinite.
var ErrDiverged = errors.New("training diverged")

// NewNeuralNetwork returns a network without layers for inputs of inputShape columns. The generator
// draws the weights, layer by layer as they are added, and then one permutation of the
// training set an epoch.
func NewNeuralNetwork(inputShape int, loss LossFunction, optimizer Optimizer, rng *rand.Rand) *NeuralNetwork {
	if inputShape < 1 || loss == nil || optimizer == nil || rng == nil {
		panic(fmt.Sprintf("nn: NewNeuralNetwork: input shape %d, loss %T, optimizer %T, generator %T: "+
			"want 1 or more columns and none nil", inputShape, loss, optimizer, rng))
	}
	return &NeuralNetwork{Epochs: 10, BatchSize: 64, Metric: Accuracy,
		Loss: loss, Optimizer: optimizer, inputShape: inputShape, rng: rng}
}

// Add appends layers, tells them their input shapes and initializes them. It returns net.
func (net *NeuralNetwork) Add(layers ...Layer) *NeuralNetwork {
	for _, l := range layers {
		if l == nil {
			panic(fmt.Sprintf("nn: Add: layer %d is nil", len(net.layers)+1))
		}
		if i := slices.Index(net.layers, l); i >= 0 {
			panic(fmt.Sprintf("nn: Add: layer %d is the same %s as layer %d; a layer remembers one input, make two",
				len(net.layers)+1, LayerName(l), i+1))
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

// Layers returns the layers, the first one first.
func (net *NeuralNetwork) Layers() []Layer { return net.layers }

// Params returns the parameters of all layers.
func (net *NeuralNetwork) Params() []*Param { return net.params }

// outputShape is the number of columns that come out of the last layer so far.
func (net *NeuralNetwork) outputShape() int {
	if len(net.layers) == 0 {
		return net.inputShape
	}
	return net.layers[len(net.layers)-1].OutputShape()
}

// MiniBatches divides the data set into batches of BatchSize examples, in a new random order each
// time; the last batch may be smaller. X and Y are shuffled together, and d itself stays as it is.
// The two matrices are reused by the next batch; Clone them to keep them.
//
// Slide: Improvements on training algorithms: batches; Python implementation - neural network
func (net *NeuralNetwork) MiniBatches(d *Dataset) iter.Seq2[*Matrix, *Matrix] {
	d.mustBeComplete("MiniBatches")
	if net.BatchSize < 1 {
		panic(fmt.Sprintf("nn: MiniBatches: BatchSize is %d, want 1 or more", net.BatchSize))
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

// ForwardPropagation takes input (n, in) through all layers and returns Y* (n, out), the last
// layer's own memory. training is for layers that behave differently then.
//
// Slide: Backpropagation steps
func (net *NeuralNetwork) ForwardPropagation(input *Matrix, training bool) *Matrix {
	if len(net.layers) == 0 {
		panic("nn: ForwardPropagation: the network has no layers; Add some")
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

// BackwardPropagation takes outputError, dE/dY* (n, out), back through all layers, which leaves in
// every parameter's Grad its share of the error, that of its regularizer included. It changes no
// parameter. It returns dE/dX of the first layer.
//
// Slide: Backpropagation steps; Chain Rule
func (net *NeuralNetwork) BackwardPropagation(outputError *Matrix) *Matrix {
	return net.backward(outputError, net.layers, true)
}

// BackpropagateLoss takes the loss of the last forward pass, in which the network has predicted
// yPred for the targets yTrue, back through all layers, and returns E. It is BackwardPropagation of
// the loss's derivative, and exact where the last layer and the loss are differentiated together
// (see [LossFunction]). A training loop of one's own is then:
//
//	yPred := net.ForwardPropagation(X, true)
//	E := net.BackpropagateLoss(Y, yPred)
//	for _, p := range net.Params() {
//		net.Optimizer.Update(p)
//	}
func (net *NeuralNetwork) BackpropagateLoss(yTrue, yPred *Matrix) (E float64) {
	if net.lastInput == nil || net.lastInput.Rows != yPred.Rows {
		panic(fmt.Sprintf("nn: BackpropagateLoss: predictions %s are not those of the last forward pass", yPred.shape()))
	}
	L, dE, layers := net.outputError(yTrue, yPred)
	net.backward(dE, layers, true)
	return L + net.penalty()
}

// outputError returns the loss of the last forward pass, its derivative, and the layers through
// which that has to go back. These are all layers, with dE = dE/dY*, unless the last layer and the
// loss are differentiated together: then dE = dE/dX of the last layer, and the others remain.
func (net *NeuralNetwork) outputError(yTrue, yPred *Matrix) (L float64, dE *Matrix, layers []Layer) {
	if f := lossOfInput(net.layers, net.Loss); f != nil {
		L = f(yTrue, yPred, net.lastInput, &net.outputErrors)
		return L, &net.outputErrors, net.layers[:len(net.layers)-1]
	}
	return net.Loss.Loss(yTrue, yPred), net.Loss.Derivative(yTrue, yPred), net.layers
}

// backward takes dE back through the layers, the last one first. It returns dE/dX of the first one,
// or nil if that is not asked for and the layer has left it out.
func (net *NeuralNetwork) backward(dE *Matrix, layers []Layer, inputError bool) *Matrix {
	for i := len(layers) - 1; i >= 0; i-- {
		dY := dE // dE/dX of one layer is dE/dY of the one before
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

// Fit trains the network on train for Epochs epochs, in the ten steps of the slide, and appends to
// History how it goes on train and on validation, which may be nil. The loss and metric of an epoch
// on train are those of the predictions made on the way, while the weights were changing; the
// penalties of regularizers are those of the epoch's last weights.
//
// Another Fit continues the training: ten of one epoch are one of ten, bit for bit.
//
// Fit ends early if a callback returns an error: without an error of its own for [ErrStop]. It
// returns an error that wraps [ErrDiverged], and names epoch and batch, if numbers become NaN or
// infinite, in training or on validation. It panics if the data does not fit the network.
//
// Slide: Back-propagation algorithm; Python implementation - neural network (NeuralNetwork.fit)
func (net *NeuralNetwork) Fit(train, validation *Dataset) (err error) {
	net.begin(train, validation)
	defer func() { net.end(err) }()

	yTrue := NewMatrix(train.Len(), train.Y.Cols) // Y and Y* of an epoch, in the order of its batches
	yPred := NewMatrix(train.Len(), train.Y.Cols)

	for range net.Epochs {
		b := BatchRecord{Epoch: net.nextEpoch(), Examples: train.Len()}
		r := EpochRecord{Epoch: b.Epoch}
		start := time.Now()
		for X, Y := range net.MiniBatches(train) { // 1. mini-batches of size BatchSize
			b.Batch++
			p := net.ForwardPropagation(X, true) // 2. forward propagation for all layers
			if !finite(p) || !finite(net.lastInput) {
				return net.diverged(b.Epoch, fmt.Sprint("batch ", b.Batch), X, train)
			}
			L, dE, layers := net.outputError(Y, p) // 3. derivative of the loss
			net.backward(dE, layers, false)        // 4. back through all layers, STEPS 1 to 3,
			net.update()                           //    and STEP 4 for every parameter

			copy(yTrue.Data[b.Done*yTrue.Cols:], Y.Dense().Data)
			copy(yPred.Data[b.Done*yPred.Cols:], p.Data)
			b.Loss, b.Done = L, b.Done+X.Rows
			r.Loss += L * (float64(X.Rows) / float64(train.Len()))
			if err := net.endBatch(b); err != nil {
				return net.stopped(err)
			}
		} // 5. steps 2, 3 and 4 for all mini-batches
		r.Seconds = time.Since(start).Seconds()
		r.Loss += net.penalty()             // 6. loss of the true values and the predictions: a mean
		r.Metric = net.metric(yTrue, yPred) // 7. metric of the same
		if !isFinite(r.Loss) || !net.finiteParams() {
			return net.diverged(b.Epoch, fmt.Sprint("batch ", b.Batch), nil, train)
		}
		r.ValLoss, r.ValMetric = net.evaluate(validation)
		if net.divergedOn(validation, r) {
			return net.diverged(b.Epoch, "validation", validation.X, validation)
		}
		if err := net.endEpoch(r); err != nil { // 8. and 9. keep both in History, print them if Verbose
			return net.stopped(err)
		}
	} // 10. all steps for all epochs
	return nil
}

// begin panics if the data does not fit the network, and tells the callbacks that a training begins.
func (net *NeuralNetwork) begin(train, validation *Dataset) {
	net.mustFit("training", train)
	if validation != nil {
		net.mustFit("validation", validation)
	}
	if net.Epochs < 0 {
		panic(fmt.Sprintf("nn: training: Epochs is %d, want 0 or more", net.Epochs))
	}
	for _, c := range net.Callbacks {
		if c, ok := c.(interface {
			BeginTraining(_ *NeuralNetwork, train, validation *Dataset)
		}); ok {
			c.BeginTraining(net, train, validation)
		}
	}
}

// endBatch asks the callbacks whether the training goes on within the epoch.
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

// endEpoch keeps the record, prints it, and asks all callbacks whether the training goes on.
func (net *NeuralNetwork) endEpoch(r EpochRecord) (err error) {
	net.History = append(net.History, r)
	net.print(r)
	for _, c := range net.Callbacks {
		if e := c.EndEpoch(net, r); err == nil || e != nil && errors.Is(err, ErrStop) {
			err = e // the first error, but any other is more important than a stop
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

// stopped returns what Fit returns when a callback has returned err.
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

// nextEpoch returns the number of the epoch after the last one in History.
func (net *NeuralNetwork) nextEpoch() int {
	if n := len(net.History); n > 0 {
		return net.History[n-1].Epoch + 1
	}
	return 1
}

// update lets the optimizer change every parameter.
func (net *NeuralNetwork) update() {
	for _, p := range net.params {
		net.Optimizer.Update(p)
	}
}

// Predict returns Y* (n, out) for the inputs X (n, in), in memory of its own.
func (net *NeuralNetwork) Predict(X *Matrix) *Matrix {
	yPred, _ := net.predict(X, nil)
	return yPred
}

// predict returns the predictions for X and, unless yTrue is nil, their loss, a mean.
func (net *NeuralNetwork) predict(X, yTrue *Matrix) (yPred *Matrix, L float64) {
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

// Score returns the metric of the predictions for d, NaN if Metric is nil.
func (net *NeuralNetwork) Score(d *Dataset) float64 {
	net.mustFit("scoring", d)
	return net.metric(d.Y, net.Predict(d.X))
}

// evaluate returns E and the metric of the predictions for d, NaN if d is nil.
func (net *NeuralNetwork) evaluate(d *Dataset) (E, metric float64) {
	if d == nil {
		return math.NaN(), math.NaN()
	}
	yPred, L := net.predict(d.X, d.Y)
	return L + net.penalty(), net.metric(d.Y, yPred)
}

// loss returns the loss of the last forward pass, in which yPred was predicted, without penalties.
func (net *NeuralNetwork) loss(yTrue, yPred *Matrix) float64 {
	if f := lossOfInput(net.layers, net.Loss); f != nil {
		return f(yTrue, yPred, net.lastInput, &net.outputErrors)
	}
	return net.Loss.Loss(yTrue, yPred)
}

// penalty returns the penalties of all parameters, which E has besides the loss.
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

// diverged returns the error for numbers that are NaN or infinite.
func (net *NeuralNetwork) diverged(epoch int, when string, X *Matrix, d *Dataset) error {
	err := fmt.Errorf("nn: epoch %d, %s: %w", epoch, when, ErrDiverged)
	if explain != nil {
		err = fmt.Errorf("%w: %s", err, explain(net, X, d))
	}
	return err
}

// divergedOn reports whether the targets or the predictions of the validation set are not finite.
// A loss that is infinite for finite predictions is no divergence; it is no improvement, either.
func (net *NeuralNetwork) divergedOn(validation *Dataset, r EpochRecord) bool {
	return validation != nil && !isFinite(r.ValLoss) &&
		!(finite(validation.Y) && finite(net.Predict(validation.X)))
}

func (net *NeuralNetwork) finiteParams() bool {
	return !slices.ContainsFunc(net.params, func(p *Param) bool { return !finite(p.Value) })
}

// mustFit panics unless d has examples and the shapes of the network.
func (net *NeuralNetwork) mustFit(purpose string, d *Dataset) {
	d.mustBeComplete(purpose)
	if d.Len() == 0 {
		panic(fmt.Sprintf("nn: %s data: no examples", purpose))
	}
	if len(net.layers) == 0 {
		panic(fmt.Sprintf("nn: %s: the network has no layers; Add some", purpose))
	}
	if d.X.Cols != net.inputShape || d.Y.Cols != net.outputShape() {
		panic(fmt.Sprintf("nn: %s data: X %s and Y %s, want %d and %d columns like the network",
			purpose, d.X.shape(), d.Y.shape(), net.inputShape, net.outputShape()))
	}
}
