// Command imdb is the lecture's notebook ex_dnn_imdb: a network learns to distinguish positive film
// reviews from negative ones.
//
//	go run ./solutions/labs/imdb               with reviews that the program generates
//	go run ./solutions/labs/imdb -download     with the 50,000 of IMDB, downloaded once
//	go run ./solutions/labs/imdb -compare      capacity, L2 and dropout in one picture
//	go run ./solutions/labs/imdb -h            all flags
//
// This file is the experiment, and compare.go the comparison. The other files get the reviews
// (source.go, archive.go, formats.go, csv.go, grammar.go), convert them to numbers (words.go,
// corpus.go), compute the effect of single words (judge.go, influence.go), and show the results
// (show.go, report.go).
// The flags are in options.go.
//
// Slides: IMDB dataset; IMDB - loading and exploring data; IMDB dataset: pre-processing;
// DNNs for the IMDB; DNN for IMDB; Overfitting and regularization;
// Overfitting and generalization in NNs; Overfitting and generalization;
// Controlling the model's capacity; Regularization; Dropout; Early stopping; Over and underfitting
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime/debug"

	"nn"
	"nn/solutions/labs/internal/lab"
)

func main() {
	// Reading produces much garbage. With this limit, the program needs 100 MB; without it, it needs
	// 170 MB and is not faster.
	debug.SetMemoryLimit(80 << 20)
	lab.Main(run)
}

// run runs the lab and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return lab.Run(ctx, "imdb", stdout, stderr, func(ctx context.Context, out io.Writer) error {
		opt, err := parse(args, out)
		if err != nil {
			return err
		}
		return experiment(ctx, opt, out)
	})
}

// experiment trains a network on reviews and tests it, compares several, or judges a review with a
// saved network.
func experiment(ctx context.Context, opt *options, out io.Writer) error {
	if opt.load != "" {
		return judgeWith(opt, out)
	}
	data, err := getReviews(ctx, opt, out)
	if err != nil {
		return err
	}
	showReviews(out, data)
	if opt.batch == 0 {
		opt.batch = data.batch
	}
	if opt.optimizer.FullBatches() {
		opt.batch = data.train.Len()
		fmt.Fprintf(out, "\n%s uses all reviews in each step, so an epoch is one step.\n",
			opt.optimizer.Title())
	}
	if opt.compare {
		return compare(ctx, opt, data, out)
	}
	return train(ctx, opt, data, out)
}

// train trains a network and tests it.
func train(ctx context.Context, opt *options, data *corpus, out io.Writer) error {
	net := newNetwork(opt, data)
	fmt.Fprintf(out, "\nThe network\n\n%s\n", lab.Summary(net))
	showTraining(out, opt, data)
	net.Verbose = out
	stopper := lab.NewStopper(ctx)
	net.Callbacks = append(net.Callbacks, stopper, lab.NewProgressBar(out))
	if opt.diagnose {
		net.Callbacks = append(net.Callbacks, nn.NewDiagnosis(out))
	}
	if err := net.Fit(&data.train.Dataset, &data.validation.Dataset); err != nil {
		return err
	}
	if len(net.History) > 0 {
		showBest(out, net, opt.patience > 0)
	}
	test := judgeAll(net, data.test)
	showPredictions(out, data, test)
	if opt.review != "" {
		showJudgement(out, opt.review, judge(net, data.vocabulary, opt.review))
	}
	fmt.Fprintln(out)
	saved := save(opt, data, net, test, stopper.Where, out)
	fmt.Fprintln(out, test)
	return errors.Join(saved, stopper.Err())
}

// save writes the requested files and marks them if the training was interrupted.
func save(opt *options, data *corpus, net *nn.NeuralNetwork, test *outcome, interrupted string,
	out io.Writer) error {
	curves := nn.Curves{Title: "Film reviews" + lab.Mark(interrupted), Metric: "accuracy",
		Runs: []nn.Run{{Name: "network", History: net.History}}}
	page := func(w io.Writer) error { // only if it is requested, because it takes a while
		page := report(opt, data, net, test)
		page.Interrupt(interrupted)
		return page.WriteHTML(w)
	}
	network := lab.NetworkJSON(net, lab.Notes{Interrupted: interrupted, Words: data.vocabulary.words})
	return lab.SaveFiles(out,
		lab.Output{Name: "network and its words", Path: opt.save, Write: network},
		lab.Output{Name: "history", Path: opt.history, Write: lab.HistoryCSV(net.History, interrupted)},
		lab.CurvesOutput(out, opt.curves, curves),
		lab.Output{Name: "report", Path: opt.report, Write: page})
}

// judgeWith judges a review with a network that -save has written. It needs no training reviews.
func judgeWith(opt *options, out io.Writer) error {
	file, err := lab.ReadNetworkFile(opt.load)
	if err != nil {
		return err
	}
	if len(file.Words) == 0 {
		return fmt.Errorf("%s contains no words; want a file that imdb -save has written", opt.load)
	}
	saved := *opt
	if err := saved.hidden.Set(file.Hidden().String()); err != nil {
		return fmt.Errorf("%s: hidden layers of the file: %w", opt.load, err)
	}
	if file.Has("Dropout") {
		saved.dropout = 0.5 // whatever the rate was, it has no effect on predictions
	}
	v := vocabularyOf(file.Words)
	net := newNetwork(&saved, &corpus{vocabulary: v})
	if err := net.LoadWeights(opt.load); err != nil {
		return err
	}
	if file.Interrupted != "" {
		fmt.Fprintf(out, "The training of this network was interrupted %s.\n", file.Interrupted)
	}
	showJudgement(out, opt.review, judge(net, v, opt.review))
	return nil
}

// newNetwork returns the network of the slides: dense layers with ReLU, then a single unit with a
// sigmoid, which is the probability that the review is positive. Every hidden layer has the
// requested regularizer and dropout.
func newNetwork(opt *options, data *corpus) *nn.NeuralNetwork {
	rng := rand.New(rand.NewPCG(opt.seed, streamNetwork))
	columns := len(data.vocabulary.words)
	net := nn.NewNeuralNetwork(columns, &nn.BinaryCrossEntropy{}, opt.optimizer.New(), rng)
	for i, units := range opt.hidden {
		dense := nn.NewDenseLayer(units)
		if opt.l1 > 0 || opt.l2 > 0 {
			dense.KernelRegularizer(nn.L1L2(opt.l1, opt.l2))
		}
		net.Add(dense, nn.NewReLUActivation())
		if opt.dropout > 0 {
			rng := rand.New(rand.NewPCG(opt.seed, streamDropout+uint64(i)))
			net.Add(nn.NewDropout(opt.dropout, rng))
		}
	}
	net.Add(nn.NewDenseLayer(1), nn.NewSigmoidActivation())
	net.Epochs, net.BatchSize = opt.epochs, opt.batch
	if opt.patience > 0 {
		net.Callbacks = append(net.Callbacks, nn.NewEarlyStopping(opt.patience))
	}
	return net
}
