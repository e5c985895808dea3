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
	"fmt"
	"io"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// predictRows is how many examples Predict propagates at a time, so that memory does not grow with
// them.
const predictRows = 512

// NeuralNetwork is a list of layers, each the input of the next, and what it takes to train them.
//
// Slide: Training: supervised learning; Python implementation - neural network; DNNs for the IMDB
type NeuralNetwork struct {
	Epochs    int       // passes over the training set, 10 unless changed
	BatchSize int       // examples in a mini-batch, 64 unless changed
	Metric    Metric    // what Score returns, [Accuracy] unless changed; nil for none
	Verbose   io.Writer // where Fit reports its progress; nil for silence

	MaxTime       time.Duration  // Fit ends with the epoch in which this has passed; 0 for no limit
	EarlyStopping *EarlyStopping // nil to train for all Epochs

	Loss      LossFunction
	Optimizer Optimizer
	History   History // one record an epoch of the last Fit

	inputShape int
	layers     []Layer
	params     []*Param // of all layers
	rng        *rand.Rand
}

// NewNeuralNetwork returns a network without layers for inputs of inputShape columns. The generator
// draws the weights, layer by layer as they are added, and then one permutation of the
// training set an epoch.
func NewNeuralNetwork(inputShape int, loss LossFunction, optimizer Optimizer, rng *rand.Rand) *NeuralNetwork {
	if inputShape < 1 || loss == nil || optimizer == nil || rng == nil {
		panic(fmt.Sprintf("nn: NewNeuralNetwork: input shape %d, loss %T, optimizer %T, generator %T: "+
			"want 1 or more columns and none nil", inputShape, loss, optimizer, rng))
	}
	return &NeuralNetwork{
		Epochs: 10, BatchSize: 64, Metric: Accuracy,
		Loss: loss, Optimizer: optimizer, inputShape: inputShape, rng: rng,
	}
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
		if d, ok := l.(*DenseLayer); ok {
			d.first = len(net.layers) == 0
		}
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
		Y = l.ForwardPropagation(Y, training)
		if !Y.is(input.Rows, l.OutputShape()) {
			panic(fmt.Sprintf("nn: ForwardPropagation: layer %d (%s): output %s, want (%d, %d)",
				i+1, LayerName(l), shapeOrNil(Y), input.Rows, l.OutputShape()))
		}
	}
	return Y
}

// BackwardPropagation takes outputError, dE/dY* (n, out), back through all layers, which leaves in
// every parameter's Grad its share of the error, that of its regularizer included. It changes no
// parameter. It returns dE/dX of the first layer, nil if that is a [DenseLayer].
//
// Slide: Backpropagation steps; Chain Rule
func (net *NeuralNetwork) BackwardPropagation(outputError *Matrix) *Matrix {
	dE := outputError
	for i := len(net.layers) - 1; i >= 0; i-- {
		dY := dE // dE/dX of one layer is dE/dY of the one before
		dE = net.layers[i].BackwardPropagation(dY)
		mustHaveErrors(i+1, net.layers[i], dY, dE)
	}
	for _, p := range net.params {
		p.Regularizer.AddDerivative(p.Grad, p.Value)
	}
	return dE
}

// Fit trains the network on train, in the ten steps of the slide, and records in History how it
// goes on train and on validation, which may be nil. The loss and metric of an epoch on train are
// those of the predictions made on the way, while the weights were changing; the penalties of
// regularizers are those of the epoch's last weights.
//
// It ends after Epochs epochs, or when MaxTime has passed, or as EarlyStopping says.
//
// Fit returns an error that wraps [ErrDiverged], and names epoch, batch and layer, if numbers
// become NaN or infinite, in training or on validation. It panics if the data does not fit the
// network.
//
// Slide: Back-propagation algorithm; Python implementation - neural network (NeuralNetwork.fit)
func (net *NeuralNetwork) Fit(train, validation *Dataset) error {
	progress := net.begin(train, validation)
	defer net.EarlyStopping.end(net.params)
	defer progress.clear() // of a training that ends within an epoch

	yTrue := NewMatrix(train.Len(), train.Y.Cols) // Y and Y* of a whole epoch, in the order of its batches
	yPred := NewMatrix(train.Len(), train.Y.Cols)

	for epoch := 1; epoch <= net.Epochs; epoch++ {
		start, batch, done := time.Now(), 0, 0
		for X, Y := range net.MiniBatches(train) { // 1. mini-batches of size BatchSize
			batch++
			p := net.ForwardPropagation(X, true) // 2. forward propagation for all layers
			if !finite(p) {
				return net.diverged(epoch, batchNumber(batch), X, train)
			}
			dE := net.Loss.Derivative(Y, p) // 3. derivative of the loss
			net.BackwardPropagation(dE)     // 4. back through all layers, STEPS 1 to 3,
			net.update()                    //    and STEP 4 for every parameter

			copy(yTrue.Data[done*yTrue.Cols:], Y.Dense().Data)
			copy(yPred.Data[done*yPred.Cols:], p.Data)
			done += X.Rows
			progress.batch(epoch, done)
		} // 5. steps 2, 3 and 4 for all mini-batches
		r := EpochRecord{Epoch: epoch, Seconds: time.Since(start).Seconds()}
		r.Loss = net.loss(yTrue, yPred)     // 6. loss of the true values and the predictions
		r.Metric = net.metric(yTrue, yPred) // 7. metric of the same
		if !isFinite(r.Loss) || !net.finiteParams() {
			return net.diverged(epoch, batchNumber(batch), nil, train)
		}
		r.ValLoss, r.ValMetric = net.evaluate(validation)
		if err := net.divergedOn(validation, r); err != nil {
			return err
		}
		net.History = append(net.History, r) // 8. keep both in the history
		progress.epoch(r)                    // 9. print both if Verbose is set
		if net.over(r, progress) {
			break
		}
	} // 10. all steps for all epochs
	return nil
}

// begin starts a training: it panics if the data does not fit, and forgets the training before.
func (net *NeuralNetwork) begin(train, validation *Dataset) *progress {
	net.mustFit("training", train)
	if validation != nil {
		net.mustFit("validation", validation)
	}
	if net.Epochs < 0 {
		panic(fmt.Sprintf("nn: training: Epochs is %d, want 0 or more", net.Epochs))
	}
	net.EarlyStopping.begin(validation, net.Metric)
	net.History = nil
	return newProgress(net, train.Len())
}

// over reports whether the epoch of r is the last one, because EarlyStopping or MaxTime say so.
func (net *NeuralNetwork) over(r EpochRecord, progress *progress) bool {
	switch {
	case net.EarlyStopping.stop(r, net.params):
		progress.say("stopped: %v", net.EarlyStopping)
	case net.MaxTime > 0 && time.Since(progress.start) >= net.MaxTime:
		progress.say("stopped: %v have passed", net.MaxTime)
	default:
		return false
	}
	return true
}

// update lets the optimizer change every parameter.
func (net *NeuralNetwork) update() {
	for _, p := range net.params {
		net.Optimizer.Update(p)
	}
}

// Predict returns Y* (n, out) for the inputs X (n, in), in memory of its own.
func (net *NeuralNetwork) Predict(X *Matrix) *Matrix {
	yPred := NewMatrix(X.Rows, net.outputShape())
	for from := 0; from < X.Rows; from += predictRows {
		to := min(from+predictRows, X.Rows)
		yPred.RowRange(from, to).Copy(net.ForwardPropagation(X.RowRange(from, to), false))
	}
	return yPred
}

// Score returns the metric of the predictions for d, NaN if Metric is nil.
func (net *NeuralNetwork) Score(d *Dataset) float64 {
	net.mustFit("scoring", d)
	return net.metric(d.Y, net.Predict(d.X))
}

// evaluate returns loss and metric of the predictions for d, NaN if d is nil.
func (net *NeuralNetwork) evaluate(d *Dataset) (loss, metric float64) {
	if d == nil {
		return math.NaN(), math.NaN()
	}
	yPred := net.Predict(d.X)
	return net.loss(d.Y, yPred), net.metric(d.Y, yPred)
}

// loss returns E: the loss of the predictions and the penalties of the parameters.
func (net *NeuralNetwork) loss(yTrue, yPred *Matrix) float64 {
	E := net.Loss.Loss(yTrue, yPred)
	for _, p := range net.params {
		E += p.Regularizer.Penalty(p.Value)
	}
	return E
}

func (net *NeuralNetwork) metric(yTrue, yPred *Matrix) float64 {
	if net.Metric == nil {
		return math.NaN()
	}
	return net.Metric(yTrue, yPred)
}

// Summary returns a table of the layers, their output shapes and their numbers of parameters.
func (net *NeuralNetwork) Summary() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 3, ' ', 0)
	fmt.Fprintf(w, "Layer\tOutput shape\tParameters\n")
	fmt.Fprintf(w, "Input\t(n, %d)\t0\n", net.inputShape)
	total := 0
	for _, l := range net.layers {
		count := countNumbers(l.Params())
		total += count
		fmt.Fprintf(w, "%s\t(n, %d)\t%d\n", LayerName(l), l.OutputShape(), count)
	}
	fmt.Fprintf(w, "Total\t\t%d\n", total)
	w.Flush()
	return b.String()
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
