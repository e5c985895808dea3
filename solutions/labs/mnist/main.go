// Command mnist is the lecture's main example: a network learns to read handwritten digits.
//
//	go run ./solutions/labs/mnist              on digits that the program draws itself
//	go run ./solutions/labs/mnist -download    on the 70,000 of MNIST, fetched once and kept
//	go run ./solutions/labs/mnist -compare     the notebook ex_mnist_train_algs
//
// This file is the experiment. The others are what it needs: data.go and package digits to get the
// digits; show.go to print what became of them and report.go for a page about it; compare.go for
// the notebook; options.go for the flags.
//
// Slides: Training algorithms in Keras; Improvements on training algorithms: momentum;
// Improvements on training algorithms: RMSProp e Adam
package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"

	"nn"
	"nn/solutions/labs/internal/digits"
	"nn/solutions/labs/internal/lab"
)

func main() {
	os.Exit(run(os.Args[1:], digits.MNIST, os.Stdout, os.Stderr))
}

// run is the program. It returns the exit code.
func run(args []string, published digits.Publication, stdout, stderr io.Writer) int {
	opt, err := parse(args, stdout)
	if err == nil {
		err = experiment(opt, published, stdout)
	}
	return lab.ExitCode("mnist", err, stderr)
}

// experiment gets digits and trains one network on them, or several to compare.
func experiment(opt *options, published digits.Publication, out io.Writer) error {
	data, err := getImages(opt, published, out)
	if err != nil {
		return err
	}
	if opt.compare {
		return compare(opt, data, out)
	}
	return train(opt, data, out)
}

// train trains a network and judges it by digits that it has never seen.
func train(opt *options, data *images, out io.Writer) error {
	net := newNetwork(opt, opt.optimizer)
	fmt.Fprintf(out, "%s\n", net.Summary())
	if opt.load != "" {
		if err := net.LoadWeights(opt.load); err != nil {
			return err
		}
		fmt.Fprintf(out, "The weights are those of %s.\n", opt.load)
	}
	if opt.optimizer.FullBatches() {
		opt.batch = data.train.Len()
		fmt.Fprintf(out, "%s takes all images in each step: an epoch is one step.\n",
			opt.optimizer.Title())
	}
	fmt.Fprintf(out, "Training: epochs %d, mini-batches of %d, %v\n",
		opt.epochs, opt.batch, opt.optimizer)
	net.Verbose = out
	net.Callbacks = append(net.Callbacks, nn.NewProgressBar(out))
	if opt.diagnose {
		net.Callbacks = append(net.Callbacks, nn.NewDiagnosis(out))
	}
	if err := net.Fit(data.train, data.validation); err != nil {
		return err
	}
	test := judge(net, data.test)
	if err := keep(opt, data, net, test, out); err != nil {
		return err
	}
	test.print(out)
	fmt.Fprintln(out, test)
	return nil
}

// newNetwork returns a network for 28 x 28 pixels and ten digits, with hidden layers of ReLU. The
// same seed gives the same weights and the same mini-batches, whatever the optimizer.
func newNetwork(opt *options, optimizer lab.Optimizer) *nn.NeuralNetwork {
	rng := rand.New(rand.NewPCG(opt.seed, streamNetwork))
	net := nn.NewNeuralNetwork(side*side, &nn.CategoricalCrossEntropy{}, optimizer.New(), rng)
	for _, units := range opt.hidden {
		net.Add(nn.NewDenseLayer(units), nn.NewReLUActivation())
	}
	net.Add(nn.NewDenseLayer(classes), nn.NewSoftmaxActivation())
	net.Epochs, net.BatchSize = opt.epochs, opt.batch
	return net
}

// streamNetwork is the stream of the seed's random numbers that is the network's. Another one is
// [digits.StreamDrawing].
const streamNetwork = 0

// keep writes the files that were asked for.
func keep(opt *options, data *images, net *nn.NeuralNetwork, test *verdict, out io.Writer) error {
	if opt.save != "" {
		if err := net.SaveWeights(opt.save); err != nil {
			return err
		}
		fmt.Fprintf(out, "Wrote the weights to %s.\n", opt.save)
	}
	return lab.SaveFiles(out,
		lab.Output{What: "history", Path: opt.history, Write: net.History.WriteCSV},
		lab.Output{What: "curves", Path: opt.curves, Write: learningCurves(opt, net).WriteSVG},
		lab.Output{What: "report", Path: opt.report, Write: report(opt, data, net, test).WriteHTML})
}
