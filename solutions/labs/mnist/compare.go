package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// algorithms are the algorithms of the notebook ex_mnist_train_algs, with the default learning
// rates of Keras. Momentum in Keras has no factor 1 - β, so 0.01 in Keras is 0.1 here; see
// [nn.SGD]. AdaGrad is not in the notebook; its usual rate is 0.01.
var algorithms = []lab.Optimizer{
	{Name: "adam", LearningRate: 0.001},
	{Name: "rmsprop", LearningRate: 0.001},
	{Name: "adagrad", LearningRate: 0.01},
	{Name: "sgd", LearningRate: 0.01},
	{Name: "sgd", LearningRate: 0.1, Momentum: 0.9},
}

// result is the result of one algorithm.
type result struct {
	algorithm                  lab.Optimizer
	loss                       float64 // on the training images, in the last epoch
	training, validation, test float64 // accuracies after it
	seconds                    float64
}

var resultHead = []string{
	"algorithm", "rate", "loss", "training", "validation", "test", "seconds",
}

func (r *result) cells() []string {
	cells := []string{r.algorithm.Title(), fmt.Sprint(r.algorithm.LearningRate)}
	for _, v := range []float64{r.loss, r.training, r.validation, r.test} {
		cells = append(cells, fmt.Sprintf("%.4f", v))
	}
	return append(cells, fmt.Sprintf("%.2f", r.seconds))
}

// compare trains the same network with each algorithm, from the same weights and on the same
// mini-batches. To choose an algorithm, use the validation images and not the test images.
func compare(ctx context.Context, opt *options, data *images, out io.Writer) error {
	stopper := lab.NewStopper(ctx)
	curves := nn.Curves{Title: "Training algorithms on " + data.name, Metric: "accuracy"}
	var results []result
	for i, algorithm := range algorithms {
		o := *opt
		o.optimizer = algorithm
		net := newNetwork(&o)
		if i == 0 {
			fmt.Fprintf(out, "%s\nTraining: epochs %d, mini-batches of %d\n",
				lab.Summary(net), opt.epochs, opt.batch)
		}
		fmt.Fprintf(out, "\n%v\n", algorithm)
		net.Verbose = out
		net.Callbacks = []nn.Callback{stopper, lab.NewProgressBar(out)}
		if err := net.Fit(data.train, data.validation); err != nil {
			return err
		}
		if n := len(net.History); n > 0 { // 0 if interrupted within the first epoch
			curves.Runs = append(curves.Runs, nn.Run{Name: algorithm.Title(), History: net.History})
			last := net.History[n-1]
			results = append(results, result{
				algorithm: algorithm, loss: last.Loss,
				training: net.Score(data.train), validation: last.ValMetric, test: net.Score(data.test),
				seconds: seconds(net.History),
			})
		}
		if stopper.Where != "" {
			stopper.Where += " of " + algorithm.Title()
			break
		}
	}
	if len(results) == 0 {
		return fmt.Errorf("%w %s; there are no results yet", lab.ErrInterrupted, stopper.Where)
	}

	var rows [][]string
	for _, r := range results {
		rows = append(rows, r.cells())
	}
	fmt.Fprintf(out, "\nLoss in the last epoch, and accuracies after it:\n\n")
	lab.WriteTable(out, resultHead, rows)
	fmt.Fprintln(out)
	page := compareReport(opt, data, curves, results)
	page.Interrupt(stopper.Where)
	curves.Title += lab.Mark(stopper.Where)
	return errors.Join(stopper.Err(), lab.SaveFiles(out,
		lab.Output{Name: "curves", Path: opt.curves, Write: curves.WriteSVG},
		lab.Output{Name: "report", Path: opt.report, Write: page.WriteHTML}))
}

// seconds returns the duration of the training, without validation.
func seconds(history nn.History) (sum float64) {
	for _, epoch := range history {
		sum += epoch.Seconds
	}
	return sum
}
