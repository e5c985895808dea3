// Command imdb is the lecture's notebook ex_dnn_imdb: a network learns to tell positive film
// reviews from negative ones.
//
//	go run ./solutions/labs/imdb               on reviews that the program makes up itself
//	go run ./solutions/labs/imdb -download     on the 50,000 of IMDB, fetched once and kept
//	go run ./solutions/labs/imdb -h            all flags: capacity, regularization, dropout, ...
//
// This file is the experiment. The others are what it needs: words.go and corpus.go to make numbers
// of texts, source.go and archive.go to get them, grammar.go to make some up; judge.go and
// influence.go to see what a single word does; show.go to print what became of it all and report.go
// for a page about it; options.go for the flags.
//
// Slides: IMDB dataset; IMDB - loading and exploring data; IMDB dataset: pre-processing;
// DNNs for the IMDB; DNN for IMDB; Overfitting and regularization;
// Overfitting and generalization in NNs; Overfitting and generalization;
// Controlling the model's capacity; Regularization; Dropout; Early stopping; Over and underfitting
package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime/debug"

	"nn"
	"nn/solutions/labs/internal/lab"
)

func main() {
	// Reading leaves much to collect. Told to do so early, the collector keeps the program at 100
	// MB; left alone it lets 170 MB pile up, and is no faster.
	debug.SetMemoryLimit(80 << 20)
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program: its flags in, its exit code out.
func run(args []string, stdout, stderr io.Writer) int {
	opt, err := parse(args, stdout)
	if err == nil {
		err = experiment(opt, stdout)
	}
	return lab.ExitCode("imdb", err, stderr)
}

// experiment shows the reviews, trains a network on them, and judges it by others.
func experiment(opt *options, out io.Writer) error {
	data, err := getReviews(opt, out)
	if err != nil {
		return err
	}
	showReviews(out, data)

	if opt.batch == 0 {
		opt.batch = data.batch
	}
	if opt.optimizer.FullBatches() {
		opt.batch = data.train.Len()
		fmt.Fprintf(out, "\n%s takes all reviews in each step: an epoch is one step.\n",
			opt.optimizer.Title())
	}
	net := newNetwork(opt, data)
	fmt.Fprintf(out, "\nThe network\n\n%s\n", net.Summary())
	fmt.Fprintf(out, "Training on %d reviews, validation on %d:\n%v, mini-batches of %d\n\n",
		data.train.Len(), data.validation.Len(), opt.optimizer, opt.batch)
	net.Verbose = out
	net.Callbacks = append(net.Callbacks, nn.NewProgressBar(out))
	if opt.diagnose {
		net.Callbacks = append(net.Callbacks, nn.NewDiagnosis(out))
	}
	if err := net.Fit(&data.train.Dataset, &data.validation.Dataset); err != nil {
		return err
	}
	showBest(out, net, opt.patience > 0)

	test := judgeAll(net, data.test)
	showPredictions(out, data, test)
	if opt.review != "" {
		showJudgement(out, opt.review, judge(net, data.vocabulary, opt.review))
	}
	fmt.Fprintln(out)
	page := func(w io.Writer) error { return report(opt, data, net, test).WriteHTML(w) }
	if err := lab.SaveFiles(out,
		lab.Output{What: "history", Path: opt.history, Write: net.History.WriteCSV},
		lab.Output{What: "report", Path: opt.report, Write: page}); err != nil {
		return err
	}
	fmt.Fprintln(out, test)
	return nil
}

// newNetwork returns the network of the slides: dense layers with ReLU, and at the end a single
// unit with a sigmoid, the probability that the review is positive. Every hidden layer has the
// regularizer and is followed by the dropout that were asked for.
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
