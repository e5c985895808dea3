package main

import (
	"flag"
	"io"
	"math/rand/v2"
	"runtime"

	"nn/solutions/labs/internal/digits"
	"nn/solutions/labs/internal/lab"
)

// options are the values of the flags.
type options struct {
	flags *flag.FlagSet

	digits     digits.Options
	examples   int
	validation float64 // share of the examples
	seed       uint64

	params        OptParams
	iterations    int
	epochs, batch int
	parallel      int
	trial         int  // the only one to run, or 0
	trials        span // the part of the search to run

	results, resume, mergeFiles, report string

	earlier *results // the content of the file to resume, or of the files to merge
	locked  *lock    // of the file to resume
}

const purpose = `search finds good hyperparameters for a network that reads digits. It trains networks
with randomly drawn options, compares them on validation images, and tests the best one.

  go run ./solutions/labs/search                         10 trials with the slide's options
  go run ./solutions/labs/search -all -iterations 30     30 trials with more of them
  go run ./solutions/labs/search -trial 7                the seventh trial once more, alone
  go run ./solutions/labs/search -resume search.jsonl    continue an interrupted search

Several processes or computers can share a search. Each runs a part, then one merges the files:

  go run ./solutions/labs/search -iterations 32 -trials 1-8  -results part-1.jsonl
  go run ./solutions/labs/search -iterations 32 -trials 9-16 -results part-2.jsonl    and so on
  go run ./solutions/labs/search -merge "part-*.jsonl"`

// mostTrials is the maximum number of trials.
const mostTrials = 100_000

// parse returns the options, or a [lab.UsageError] if they are invalid. With -resume, flags that
// are not given keep their earlier values.
func parse(args []string, stdout io.Writer) (*options, error) {
	flags := flag.NewFlagSet("search", flag.ContinueOnError)
	opt := &options{flags: flags, params: slideParams()}
	opt.digits.Flags(flags)
	flags.IntVar(&opt.examples, "examples", 10_000,
		"`number` of randomly drawn training images to use; all if there are fewer")
	flags.Float64Var(&opt.validation, "validation", 0.2,
		"`fraction` of these images for comparing the trials; they are not used for training")
	flags.Uint64Var(&opt.seed, "seed", 1, "`seed` of all random numbers")
	opt.params.flags(flags)
	all := flags.Bool("all", false,
		"also search options for activation, l1, l2 and patience, unless they are given")
	flags.IntVar(&opt.iterations, "iterations", 10, "`number` of trials")
	flags.IntVar(&opt.epochs, "epochs", 5, "`number` of passes over the training images in a trial")
	flags.IntVar(&opt.batch, "batch", 64, "`images` in a mini-batch")
	flags.IntVar(&opt.parallel, "parallel", runtime.GOMAXPROCS(0),
		"`number` of simultaneous trials; it does not change the results")
	flags.IntVar(&opt.trial, "trial", 0, "`number` of a single trial to run instead of a search")
	flags.Var(&opt.trials, "trials",
		"`part` of the search to run, such as 1-8, if several processes share it;\n"+
			"each process needs its own -results")
	flags.StringVar(&opt.mergeFiles, "merge", "",
		"results `files` of the parts of a search, separated by commas or as a pattern in quotes,\n"+
			"to merge into a new file; trials that are missing in them run now")
	flags.StringVar(&opt.results, "results", "",
		"new `file` for the trials that have finished;\n"+
			"unless given, search.jsonl, or search-2.jsonl and so on if that exists")
	flags.StringVar(&opt.resume, "resume", "",
		"results `file` of a search to continue; the other flags keep their values")
	flags.StringVar(&opt.report, "report", "", "`file` for a page about the search, as HTML")
	if err := lab.Parse(flags, args, purpose, stdout); err != nil {
		return nil, err
	}
	if *all {
		for name, text := range moreOptions {
			if !lab.IsSet(flags, name) {
				flags.Set(name, text)
			}
		}
	}
	if err := opt.readEarlier(stdout); err != nil {
		return nil, err
	}
	if err := opt.check(); err != nil {
		opt.unlock()
		return nil, err
	}
	return opt, nil
}

// check returns a [lab.UsageError] unless the options are valid, alone and together.
func (opt *options) check() error {
	for _, f := range []struct {
		name            string
		value, from, to int
	}{
		{"examples", opt.examples, 2, 1_000_000},
		{"iterations", opt.iterations, 1, mostTrials},
		{"epochs", opt.epochs, 1, 1_000_000},
		{"batch", opt.batch, 1, 1_000_000},
		{"parallel", opt.parallel, 1, 1024},
	} {
		if f.value < f.from || f.value > f.to {
			return lab.Usagef("-%s %d: want %d to %d", f.name, f.value, f.from, f.to)
		}
	}
	if !(opt.validation > 0 && opt.validation < 1) {
		return lab.Usagef("-validation %v: want a fraction above 0 and below 1", opt.validation)
	}
	combinations := opt.params.size()
	if combinations > mostCombinations {
		return lab.Usagef("the options have more than %d combinations", mostCombinations)
	}
	if lab.IsSet(opt.flags, "trial") {
		if most := min(combinations, mostTrials); opt.trial < 1 || opt.trial > most {
			return lab.Usagef("-trial %d: want 1 to %d; there are %d combinations of options",
				opt.trial, most, combinations)
		}
		for _, name := range []string{
			"resume", "merge", "results", "report", "iterations", "trials", "parallel",
		} {
			if lab.IsSet(opt.flags, name) {
				return lab.Usagef("-%s is for a search: leave out it or -trial", name)
			}
		}
	}
	if opt.trials.to > opt.iterations {
		return lab.Usagef("-trials %v: want trials from 1 to %d, the number of -iterations",
			&opt.trials, opt.iterations)
	}
	if opt.trials.isPart() && opt.resume == "" && opt.results == "" {
		return lab.Usagef("-trials %v: name a file for this part with -results", &opt.trials)
	}
	if opt.resume != "" && opt.results != "" {
		return lab.Usagef("-resume continues its own file: leave out -results")
	}
	if err := opt.digits.Check(opt.flags); err != nil {
		return err
	}
	if err := lab.CanWrite(opt.flags, "results", "report"); err != nil {
		return err
	}
	return lab.HasType(opt.flags, lab.HTML, "report")
}

// These streams of random numbers belong to no trial. [digits.StreamDrawing] is a third one.
const (
	streamConfigs = 0
	streamPart    = 2
)

func (opt *options) rng(stream uint64) *rand.Rand {
	return rand.New(rand.NewPCG(opt.seed, stream))
}
