// Command train trains a network on handwritten digits with the functions that you have written:
//
//	go run ./train
//
// It needs all functions of exercises 01 to 14; until all are written, it names the first one that
// is missing. The program draws the digits itself. It takes a few seconds.
package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"time"

	chain "exercises/01-chain-rule"
	losses "exercises/06-losses"
	network "exercises/09-mini-batches-fit"
	stopping "exercises/11-early-stopping"
	metrics "exercises/12-metrics"
	data "exercises/13-one-hot-splits"
	search "exercises/14-randomized-search"
	"exercises/given"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const (
	pictures  = 3000
	maxEpochs = 40
	batchSize = 32
	l2        = 1e-4
)

// run performs all steps. Its error is one sentence about a function that is missing or wrong.
func run(w io.Writer) (err error) {
	if err := firstNotWritten(); err != nil {
		return err
	}
	defer explain(&err)
	start := time.Now()
	rng := rand.New(rand.NewPCG(2, 5))
	X, digits := drawDigits(pictures, rng)
	fmt.Fprintf(w, "%d pictures of digits with %d × %d pixels, for example:\n\n%s\n",
		pictures, size, size, sideBySide(X.Row(0), X.Row(1), X.Row(2)))

	// 13: targets, parts, inputs
	all := data.Dataset{X: X, Y: data.OneHot(digits, 10)}
	train, validation, test := data.TrainValidationTest(all, 0.2, 0.2, rng)
	drawn := test.X
	train.X, validation.X, test.X = data.Standardize(train.X, validation.X, test.X)
	fmt.Fprintf(w, "%d for training, %d for validation, %d for testing\n\n", train.X.Rows,
		validation.X.Rows, test.X.Rows)

	// 01: does backward propagation agree with finite differences of the loss?
	difference := checkGradient(rng)
	fmt.Fprintf(w, "backward propagation and finite differences differ by at most %.0e\n\n",
		difference)
	if !(difference < 1e-6) {
		return errors.New("backward propagation is wrong: " +
			"do all tests of 01 to 06 and 09 pass? go test ./...")
	}

	// 14: a search for hyperparameters, with the functions of 02 to 10 and 12
	params := search.OptParams{
		Topology:  [][]int{{32}, {64}, {64, 32}},
		Algorithm: []string{"adam", "rmsprop", "sgd_momentum"},
		LR:        []float64{0.1, 0.01, 0.001},
		Dropout:   []float64{0, 0.2},
	}
	fmt.Fprintln(w, "randomized search, five epochs per configuration:")
	best, accuracy, err := search.DNNOptimization(&backend{rng,
		map[*search.Model]*network.NeuralNetwork{}}, params,
		search.Dataset(train), search.Dataset(validation), 8, rng,
		func(c search.Config, accuracy float64) {
			fmt.Fprintf(w, "  %-47s validation accuracy %.3f\n", describe(c), accuracy)
		})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "best: %s, validation accuracy %.3f\n\n", describe(best), accuracy)

	// 02 to 12: the training
	net := trainBest(w, best, train, validation, rng)
	judge(w, net, test, drawn)
	fmt.Fprintf(w, "%.1f seconds\n", time.Since(start).Seconds())
	return nil
}

// checkGradient returns the largest difference between the gradient of a small network's first
// weights by backward propagation and by finite differences.
func checkGradient(rng *rand.Rand) (largest float64) {
	first := newDense(4, 0, func() rule { return newRule(search.Optimizer{}) }, rng)
	last := newDense(3, 0, func() rule { return newRule(search.Optimizer{}) }, rng)
	net := &network.NeuralNetwork{InputShape: 5, Loss: losses.CategoricalCrossEntropy{}, Rng: rng}
	for _, l := range []network.Layer{first, newReLU(), last, new(softmaxLayer)} {
		net.Add(l)
	}
	X, Y := given.NewMatrix(6, 5), data.OneHot([]int{0, 1, 2, 2, 1, 0}, 3)
	for i := range X.Data {
		X.Data[i] = rng.NormFloat64()
	}
	W := first.Weights.Clone()
	slopes := chain.Gradient(func(W *given.Matrix) float64 {
		first.Weights = W
		return net.Loss.Loss(Y, net.ForwardPropagation(X, true))
	}, W, 1e-5)
	first.Weights = W
	net.BackwardPropagation(net.Loss.Derivative(Y, net.ForwardPropagation(X, true)))
	for _, d := range first.errors.WeightsError.Subtract(slopes).Data {
		largest = max(largest, math.Abs(d))
	}
	return largest
}

func describe(c search.Config) string {
	return fmt.Sprintf("%v, %s, rate %v, dropout %v", c.Topology, c.Algorithm, c.LR, c.Dropout)
}

// trainBest trains a new network with the best configuration until it no longer improves.
func trainBest(w io.Writer, best search.Config, train, validation data.Dataset,
	rng *rand.Rand) *network.NeuralNetwork {
	model := search.SetupModel(best.Topology, best.Dropout, train.X.Cols, train.Y.Cols)
	kind := search.Optimizer{Name: best.Algorithm, LearningRate: best.LR}
	if best.Algorithm == "sgd_momentum" {
		kind.Name, kind.Momentum = "sgd", 0.9
	}
	net := build(model, kind, l2, batchSize, rng)
	var weights []*given.Matrix
	parameters := 0
	for _, l := range net.Layers {
		if d, ok := l.(*denseLayer); ok {
			weights = append(weights, d.Weights, d.Biases)
			parameters += d.Parameters()
		}
	}
	fmt.Fprintf(w, "training a network with %d parameters:\n", parameters)
	early := stopping.NewEarlyStopping(4, 0.001)
	for epoch := 1; epoch <= maxEpochs; epoch++ {
		net.Fit(train.X, train.Y)
		r := net.History[len(net.History)-1]
		valLoss := net.Loss.Loss(validation.Y, net.Predict(validation.X))
		penalty := 0.0
		for _, l := range net.Layers {
			if d, ok := l.(*denseLayer); ok {
				penalty += d.regularized().Penalty()
			}
		}
		fmt.Fprintf(w, "  epoch %2d  loss %.4f + %.4f (L2)  accuracy %.3f  "+
			"validation: loss %.4f  accuracy %.3f\n",
			epoch, r.Loss, penalty, r.Metric, valLoss, net.Score(validation.X, validation.Y))
		if early.Stop(epoch, valLoss, weights) {
			fmt.Fprintf(w, "  no improvement for %d epochs: ", early.Patience)
			break
		}
	}
	early.Restore(weights)
	fmt.Fprintf(w, "restored the weights of epoch %d\n\n", early.BestEpoch)
	return net
}

// judge shows how well the network recognizes pictures that it has never seen.
func judge(w io.Writer, net *network.NeuralNetwork, test data.Dataset, drawn *given.Matrix) {
	yPred := net.Predict(test.X)
	counts := metrics.ConfusionMatrix(test.Y, yPred)
	fmt.Fprintf(w, "digit  precision  recall  F1    predicted as 0 1 2 ... 9\n")
	for k := range counts {
		fmt.Fprintf(w, "%5d  %9.2f  %6.2f  %.2f  %3d\n", k, metrics.Precision(counts, k),
			metrics.Recall(counts, k),
			metrics.F1(counts, k), counts[k])
	}
	truth := metrics.Classes(test.Y)
	for i, k := range metrics.Classes(yPred) {
		if k != truth[i] {
			fmt.Fprintf(w, "\nthis picture of %d was predicted as %d:\n\n%s", truth[i], k,
				sideBySide(drawn.Row(i)))
			break
		}
	}
	accuracy := metrics.Accuracy(test.Y, yPred)
	fmt.Fprintf(w, "\naccuracy %.3f on %d pictures that the network had never seen\n", accuracy,
		test.X.Rows)
	if accuracy < 0.9 {
		fmt.Fprintln(w, "The accuracy should be above 0.9. Do all tests pass? go test ./...")
	}
}
