package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// algorithms are those of the notebook ex_mnist_train_algs with the learning rates that Keras gives
// them. Its SGD adds gradients without the factor 1 - β: 0.1 here is 0.01 there, see [nn.SGD].
var algorithms = []lab.Optimizer{
	{Name: "adam", LearningRate: 0.001},
	{Name: "rmsprop", LearningRate: 0.001},
	{Name: "sgd", LearningRate: 0.01},
	{Name: "sgd", LearningRate: 0.1, Momentum: 0.9},
}

// compare trains the same network with each of the algorithms, from the same weights and on the
// same mini-batches. To choose one of them, look at the validation images; the test comes after
// that.
func compare(opt *options, data *digits, out io.Writer) error {
	var results tabwriter.Writer
	results.Init(out, 0, 0, 3, ' ', 0)
	fmt.Fprintf(&results, "\t\t\taccuracy\t\t\t\n")
	fmt.Fprintf(&results, "algorithm\tlearning rate\tloss\ttraining\tvalidation\ttest\tseconds\n")

	curves := nn.Curves{Title: "Training algorithms on digits", Metric: "accuracy"}
	for i, algorithm := range algorithms {
		net := newNetwork(opt, algorithm)
		if i == 0 {
			fmt.Fprintf(out, "%s\nTraining: epochs %d, mini-batches of %d\n",
				net.Summary(), opt.epochs, opt.batch)
		}
		fmt.Fprintf(out, "\n%s, learning rate %v\n", algorithm.Title(), algorithm.LearningRate)
		net.Verbose = out
		if err := net.Fit(data.train, data.validation); err != nil {
			return err
		}
		curves.Runs = append(curves.Runs, nn.Run{Name: algorithm.Title(), History: net.History})

		last, seconds := net.History[len(net.History)-1], 0.0
		for _, epoch := range net.History {
			seconds += epoch.Seconds
		}
		fmt.Fprintf(&results, "%s\t%v\t%.4f\t%.4f\t%.4f\t%.4f\t%.2f\n",
			algorithm.Title(), algorithm.LearningRate, last.Loss,
			net.Score(data.train), last.ValMetric, net.Score(data.test), seconds)
	}
	fmt.Fprintln(out)
	results.Flush()
	if err := nn.SaveFile(opt.curves, curves.WriteSVG); err != nil {
		return err
	}
	fmt.Fprintf(out, "\nThe curves are in %s.\n", opt.curves)
	return nil
}
