// Command mnist is the lecture's main example: a network learns to read handwritten digits.
//
//	go run ./solutions/labs/mnist              on digits that the program draws itself
//	go run ./solutions/labs/mnist -download    on the 70,000 of MNIST, fetched once and kept
//	go run ./solutions/labs/mnist -compare     the notebook ex_mnist_train_algs
//
// This file is the experiment. The others are what it needs: data.go to get the digits, draw.go to
// draw some, show.go to print what became of them, compare.go for the notebook, options.go for the
// flags.
package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"

	"nn"
	"nn/solutions/labs/internal/lab"
)

func main() {
	os.Exit(run(os.Args[1:], mnist, os.Stdout, os.Stderr))
}

// run is the program. It returns the exit code.
func run(args []string, published publication, stdout, stderr io.Writer) int {
	opt, err := parse(args, stdout)
	if err == nil {
		err = experiment(opt, published, stdout)
	}
	return lab.ExitCode("mnist", err, stderr)
}

// experiment gets digits and trains one network on them, or several to compare.
func experiment(opt *options, published publication, out io.Writer) error {
	data, err := getDigits(opt, published, out)
	if err != nil {
		return err
	}
	if opt.compare {
		return compare(opt, data, out)
	}
	return train(opt, data, out)
}

// train trains a network and judges it by digits that it has never seen.
func train(opt *options, data *digits, out io.Writer) error {
	net := newNetwork(opt, opt.optimizer)
	fmt.Fprintf(out, "%s\n", net.Summary())
	if opt.load != "" {
		if err := net.LoadWeights(opt.load); err != nil {
			return err
		}
		fmt.Fprintf(out, "The weights are those of %s.\n", opt.load)
	}
	fmt.Fprintf(out, "Training: epochs %d, mini-batches of %d, %s with learning rate %v\n",
		opt.epochs, opt.batch, opt.optimizer.Title(), opt.optimizer.LearningRate)
	net.Verbose = out
	if err := net.Fit(data.train, data.validation); err != nil {
		return err
	}
	if err := keep(opt, net, out); err != nil {
		return err
	}
	test := judge(net, data.test)
	test.print(out)
	fmt.Fprintf(out, "test accuracy %.4f (%d / %d)\n", test.accuracy(), test.right, data.test.Len())
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

// The seed gives each purpose a stream of random numbers of its own.
const (
	streamNetwork = iota
	streamDrawing
)

// keep writes the files that were asked for.
func keep(opt *options, net *nn.NeuralNetwork, out io.Writer) error {
	curves := nn.Curves{
		Title: "Handwritten digits", Metric: "accuracy",
		Runs: []nn.Run{{Name: opt.optimizer.Title(), History: net.History}},
	}
	saveHistory := func(path string) error { return nn.SaveFile(path, net.History.WriteCSV) }
	saveCurves := func(path string) error { return nn.SaveFile(path, curves.WriteSVG) }
	for _, f := range []struct {
		what, path string
		save       func(path string) error
	}{
		{"weights are", opt.save, net.SaveWeights},
		{"history is", opt.history, saveHistory},
		{"curves are", opt.curves, saveCurves},
	} {
		if f.path == "" {
			continue
		}
		if err := f.save(f.path); err != nil {
			return err
		}
		fmt.Fprintf(out, "The %s in %s.\n", f.what, f.path)
	}
	return nil
}
