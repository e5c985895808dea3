// Command mnist is the lecture's main example: a network learns to read handwritten digits.
//
//	go run ./solutions/labs/mnist              with digits that the program draws itself
//	go run ./solutions/labs/mnist -download    with the 70,000 of MNIST, downloaded once
//	go run ./solutions/labs/mnist -compare     the notebook ex_mnist_train_algs
//	go run ./solutions/labs/mnist -rates       the loss over the learning rate
//	go run ./solutions/labs/mnist -load weights.json -read photo.png
//
// This file is the experiment. data.go and package digits get the images, show.go and report.go
// show the results, compare.go and rates.go are the comparisons, read.go reads pictures, and
// options.go contains the flags.
//
// Slides: Training algorithms in Keras; Improvements on training algorithms: momentum;
// Improvements on training algorithms: RMSProp e Adam
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"

	"nn"
	"nn/solutions/labs/internal/digits"
	"nn/solutions/labs/internal/lab"
)

func main() {
	lab.Main(func(ctx context.Context, args []string, stdout, stderr io.Writer) int {
		return run(ctx, args, digits.MNIST, stdout, stderr)
	})
}

// run runs the lab and returns the exit code.
func run(ctx context.Context, args []string, published digits.Publication,
	stdout, stderr io.Writer) int {
	return lab.Run(ctx, "mnist", stdout, stderr, func(ctx context.Context, out io.Writer) error {
		opt, err := parse(args, out)
		if err != nil {
			return err
		}
		return experiment(ctx, opt, published, out)
	})
}

// experiment gets images and trains one network, or several to compare.
func experiment(ctx context.Context, opt *options, published digits.Publication, out io.Writer) error {
	if opt.load != "" && !opt.hiddenSet {
		file, err := lab.ReadNetworkFile(opt.load)
		if err != nil {
			return err
		}
		if err := opt.hidden.Set(file.Hidden().String()); err != nil {
			return fmt.Errorf("%s: hidden layers of the file: %w", opt.load, err)
		}
	}
	if opt.load != "" && opt.epochs == 0 && len(opt.files) > 0 {
		return readOnly(opt, out)
	}
	data, err := getImages(ctx, opt, published, out)
	if err != nil {
		return err
	}
	if opt.rates {
		return compareRates(ctx, opt, data, out)
	}
	if opt.compare {
		return compare(ctx, opt, data, out)
	}
	return train(ctx, opt, data, out)
}

// train trains a network and tests it on images that it has never seen.
func train(ctx context.Context, opt *options, data *images, out io.Writer) error {
	scans, err := readScans(opt.files) // before the training, in case one cannot be read
	if err != nil {
		return err
	}
	net := newNetwork(opt)
	fmt.Fprintf(out, "%s\n", lab.Summary(net))
	if opt.load != "" {
		if err := lab.Load(opt.load, net, opt.hidden); err != nil {
			return err
		}
		fmt.Fprintf(out, "The weights are from %s.\n", opt.load)
	}
	stopper := lab.NewStopper(ctx)
	if opt.epochs > 0 {
		if err := fit(net, opt, data, stopper, out); err != nil {
			return err
		}
	}
	test := newVerdict(data.test, net.Predict(data.test.X))
	saved := save(opt, data, net, test, stopper.Where, out)
	test.print(out)
	printScans(out, net, scans)
	fmt.Fprintln(out, test)
	return errors.Join(saved, stopper.Err())
}

// fit trains the network and prints a line per epoch.
func fit(net *nn.NeuralNetwork, opt *options, data *images, stopper *lab.Stopper, out io.Writer) error {
	if opt.optimizer.FullBatches() {
		net.BatchSize = data.train.Len()
		fmt.Fprintf(out, "%s uses all images in each step, so an epoch is one step.\n",
			opt.optimizer.Title())
	}
	fmt.Fprintf(out, "Training: epochs %d, mini-batches of %d, %v\n",
		net.Epochs, net.BatchSize, opt.optimizer)
	net.Verbose = out
	net.Callbacks = []nn.Callback{stopper, lab.NewProgressBar(out)}
	if opt.diagnose {
		net.Callbacks = append(net.Callbacks, nn.NewDiagnosis(out))
	}
	return net.Fit(data.train, data.validation)
}

// newNetwork returns a network for 28 x 28 pixels and ten classes, with ReLU in the hidden layers.
// The same seed gives the same weights and the same mini-batches with every optimizer.
func newNetwork(opt *options) *nn.NeuralNetwork {
	rng := rand.New(rand.NewPCG(opt.seed, streamNetwork))
	net := nn.NewNeuralNetwork(side*side, &nn.CategoricalCrossEntropy{}, opt.optimizer.New(), rng)
	for _, units := range opt.hidden {
		net.Add(nn.NewDenseLayer(units), nn.NewReLUActivation())
	}
	net.Add(nn.NewDenseLayer(classes), nn.NewSoftmaxActivation())
	net.Epochs, net.BatchSize = opt.epochs, opt.batch
	return net
}

// streamNetwork is the stream of random numbers for the network. [digits.StreamDrawing] is for
// drawing.
const streamNetwork = 0

// save writes the requested files and marks them if the training was interrupted.
func save(opt *options, data *images, net *nn.NeuralNetwork, test *verdict, interrupted string,
	out io.Writer) error {
	curves := learningCurves(opt, data, net)
	curves.Title += lab.Mark(interrupted)
	page := report(opt, data, net, test)
	page.Interrupt(interrupted)
	weights := lab.NetworkJSON(net, lab.Notes{Interrupted: interrupted})
	return lab.SaveFiles(out,
		lab.Output{Name: "weights", Path: opt.save, Write: weights},
		lab.Output{Name: "history", Path: opt.history, Write: lab.HistoryCSV(net.History, interrupted)},
		lab.CurvesOutput(out, opt.curves, curves),
		lab.Output{Name: "report", Path: opt.report, Write: page.WriteHTML})
}
