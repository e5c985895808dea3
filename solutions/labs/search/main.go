// Command search is the lecture's notebook ex_optimiz_hyperpar: a randomized search for good
// hyperparameters of a network that reads handwritten digits.
//
//	go run ./solutions/labs/search                         10 trials with the slide's options
//	go run ./solutions/labs/search -all -iterations 30     30 trials with more of them
//	go run ./solutions/labs/search -trial 7                the seventh trial once more, alone
//	go run ./solutions/labs/search -resume search.jsonl    continue an interrupted search
//
// Several processes or computers can share a search; share.sh is an example:
//
//	go run ./solutions/labs/search -iterations 32 -trials 1-8 -results part-1.jsonl
//	go run ./solutions/labs/search -merge "part-*.jsonl"
//
// The slide's three functions are SetupModel and TrainDNN in model.go, and DNNOptimization in
// optimization.go. This file contains the steps before and after them. results.go, lock.go and
// divide.go store the trials, show.go and report.go show them, and options.go and lists.go contain
// the flags.
//
// Slides: Evaluating DL models; Workflow
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

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
	return lab.Run(ctx, "search", stdout, stderr, func(ctx context.Context, out io.Writer) error {
		opt, err := parse(args, out)
		if err != nil {
			return err
		}
		return opt.run(ctx, published, out)
	})
}

// run gets the images and runs a search or a single trial.
func (opt *options) run(ctx context.Context, published digits.Publication, out io.Writer) error {
	defer opt.unlock()
	data, err := published.Get(ctx, opt.digits, opt.seed, out)
	if err != nil {
		return err
	}
	e, err := newExperiment(opt, data)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Data: %s\nImages: %s\n", data.Origin, sizes(e, data.Test))
	if opt.trial > 0 {
		return opt.single(ctx, e, out)
	}
	return opt.search(ctx, e, data, out)
}

// newExperiment draws some of the training images and divides them into images for training and for
// validation.
func newExperiment(opt *options, data *digits.Digits) (*experiment, error) {
	all := data.Train.Len()
	n := min(opt.examples, all)
	if n < 2 {
		return nil, fmt.Errorf("%d training image, want one for training and one for validation", n)
	}
	part := data.Train.Subset(opt.rng(streamPart).Perm(all)[:n])
	e := &experiment{epochs: opt.epochs, batchSize: opt.batch, seed: opt.seed}
	e.train, e.validation = part.Split(1-opt.validation, nil)
	return e, nil
}

// single runs one trial of the search.
func (opt *options) single(ctx context.Context, e *experiment, out io.Writer) error {
	c := opt.params.draw(opt.trial, opt.rng(streamConfigs))[opt.trial-1]
	fmt.Fprintf(out, "\nTrial %d:\n", opt.trial)
	showConfig(out, c)
	t, err := e.tryUntil(ctx, opt.trial, c, out)
	if err != nil {
		return err
	}
	if t.Failed != "" {
		return errors.New(t.Failed)
	}
	fmt.Fprintln(out, t.text())
	return nil
}

// search runs the trials that have not been run yet and, unless other processes run a part of them,
// tests the best network.
func (opt *options) search(ctx context.Context, e *experiment, data *digits.Digits,
	out io.Writer) error {
	configs := opt.params.draw(opt.iterations, opt.rng(streamConfigs))
	fmt.Fprintf(out, "Trials: %d, each with a different one of %d combinations of options\n",
		len(configs), opt.params.size())
	if len(configs) < opt.iterations {
		fmt.Fprintf(out, "There are no more combinations, so these are fewer trials than the %d requested.\n",
			opt.iterations)
	}
	if opt.trials.isPart() {
		fmt.Fprintf(out, "This process runs a part of them: %v\n", &opt.trials)
	}
	file, done, err := opt.openResults(e, data, len(configs), out)
	if err != nil {
		return err
	}
	defer file.Close()
	if file.is(opt.report) {
		return lab.Usagef("-report %s: this is the results file; choose a different file", opt.report)
	}
	fmt.Fprintln(out)

	todo := opt.todo(len(configs), done)
	n, all := len(done), len(done)+len(todo)
	ranked, err := DNNOptimization(ctx, e, configs, todo, done, opt.parallel, func(t Trial) error {
		n++
		err := file.append(t)
		showProgress(out, &opt.params, t, n, all)
		return err
	})
	interrupted := ""
	if ctx.Err() != nil {
		interrupted = fmt.Sprintf("after %d of %d trials", len(ranked), all)
	} else if err != nil {
		return err
	}
	if len(ranked) > 0 {
		showRanking(out, &opt.params, ranked)
	}
	var test *testResult
	switch {
	case interrupted != "" || len(ranked) == 0:
	case opt.trials.isPart():
		fmt.Fprintln(out, "\nThe best trial of the whole search is tested after -merge.")
	case ranked[0].Failed != "":
		return errors.New("no trial was successful; try smaller learning rates")
	default:
		if test, err = e.test(ctx, ranked[0], data.Test, out); err != nil {
			interrupted = "before the test"
		}
	}
	if len(ranked) > 0 && ranked[0].Failed == "" {
		page := report(opt, e, data, ranked, test)
		page.Interrupt(interrupted)
		err = lab.SaveFiles(out, lab.Output{Name: "report", Path: opt.report, Write: page.WriteHTML})
		if err != nil {
			return err
		}
	}
	if interrupted != "" {
		return fmt.Errorf("%w %s; the trials that have finished are kept: go on with -resume %s",
			lab.ErrInterrupted, interrupted, file.Name())
	}
	if test != nil {
		fmt.Fprintln(out, test)
	}
	return nil
}

// todo returns the numbers of the trials of this process that have not been run yet.
func (opt *options) todo(n int, done []Trial) (numbers []int) {
	isDone := make([]bool, n+1)
	for _, t := range done {
		isDone[t.Number] = true
	}
	for number := 1; number <= n; number++ {
		if opt.trials.contains(number) && !isDone[number] {
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// openResults opens the results file. It returns the trials among the first n that were run
// earlier.
func (opt *options) openResults(e *experiment, data *digits.Digits, n int, out io.Writer) (
	file *resultsFile, done []Trial, err error) {
	o := originOf(opt.flags, data.Drawn, e)
	r := opt.earlier
	if r != nil {
		for _, part := range append(r.parts, r) {
			if err := part.check(opt, o); err != nil {
				return nil, nil, err
			}
		}
		for _, t := range r.trials {
			if t.Number <= n && opt.trials.contains(t.Number) {
				done = append(done, t)
			}
		}
		slices.SortFunc(done, func(a, b Trial) int { return a.Number - b.Number })
	}
	if opt.resume == "" {
		if file, err = createResults(opt.results, o); err != nil {
			return nil, nil, err
		}
		fmt.Fprintf(out, "The trials that have finished are written to %s.\n", file.Name())
		for _, t := range done { // of the files that are merged
			if err := file.append(t); err != nil {
				return nil, nil, errors.Join(err, file.Close())
			}
		}
	} else {
		if r.dropped {
			fmt.Fprintf(out, "The last line of %s is incomplete: it is dropped, and its trial "+
				"runs again.\n", r.path)
		}
		fmt.Fprintf(out, "%s already contains %d of the trials.\n", r.path, len(done))
		if file, err = r.open(); err != nil {
			return nil, nil, err
		}
		file.lock, opt.locked = opt.locked, nil
	}
	if missing := opt.todo(n, done); opt.mergeFiles != "" && len(missing) > 0 {
		fmt.Fprintf(out, "Missing trials, which run now: %s\n", ranges(missing))
	}
	return file, done, nil
}

// test trains the network of the best trial again and tests it. The same seed gives the same
// network, so no weights have to be stored. This also shows that trials are reproducible.
func (e *experiment) test(ctx context.Context, best Trial, images *nn.Dataset, out io.Writer) (
	*testResult, error) {
	fmt.Fprintf(out, "\nBest configuration (trial %d):\n", best.Number)
	showConfig(out, best.Config)
	fmt.Fprintf(out, "%s\n\n", best.text())
	fmt.Fprintln(out, "Its network is trained again, with the same seed, and tested on images that\n"+
		"were not used in the search.")
	again, err := e.tryUntil(ctx, best.Number, best.Config, nil)
	if err != nil {
		return nil, err
	}
	if again.text() != best.text() {
		fmt.Fprintln(out, "The result differs, because the trial was run on a different kind of computer\n"+
			"or by a different version of this program. Now:", again.text())
	}
	return &testResult{images, again.model.Score(images)}, nil
}
