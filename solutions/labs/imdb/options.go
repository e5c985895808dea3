package main

import (
	"errors"
	"flag"
	"io"

	"nn/solutions/labs/internal/lab"
)

// options are the values of the flags.
type options struct {
	data     string
	download bool

	hidden    lab.Units
	optimizer lab.Optimizer
	epochs    int
	batch     int
	seed      uint64

	l1, l2, dropout float64
	patience        int
	diagnose        bool

	compare bool

	review, load, save, history, curves, report string
}

const purpose = `imdb trains a neural network to predict whether a film review is positive or negative.

  go run ./solutions/labs/imdb                with reviews that the program generates
  go run ./solutions/labs/imdb -download      with the 50,000 of IMDB, downloaded once
  go run ./solutions/labs/imdb -compare       capacity, L2 and dropout in one picture
  go run ./solutions/labs/imdb -dropout 0.5 -patience 5 -save network.json
  go run ./solutions/labs/imdb -load network.json -review "A brilliant film with a weak end."`

// Each task has its own stream of random numbers.
const (
	streamOrder = iota
	streamNetwork
	streamDropout // and the numbers after it, one for each dropout layer
)

// parse returns the options, or a [lab.UsageError] if they are invalid.
func parse(args []string, stdout io.Writer) (*options, error) {
	opt := &options{hidden: lab.Units{16, 16}, optimizer: lab.Optimizer{Name: "rmsprop"}}
	flags := flag.NewFlagSet("imdb", flag.ContinueOnError)
	flags.StringVar(&opt.data, "data", "",
		"`file` or folder with the reviews: aclImdb_v1.tar.gz as it was published, the same\n"+
			"unpacked or as a zip, or a CSV file with the columns review and sentiment")
	flags.BoolVar(&opt.download, "download", false,
		"download that file, 84 MB, into a cache where later runs find it")
	flags.Var(&opt.hidden, "hidden",
		"`units` of the hidden layers; a single number means two such layers, as on the slide")
	opt.optimizer.Flags(flags)
	flags.IntVar(&opt.epochs, "epochs", 20, "`number` of passes over the training reviews")
	flags.IntVar(&opt.batch, "batch", 0,
		"`reviews` in a mini-batch; unless given, 512, or 8 if the reviews are generated")
	flags.Uint64Var(&opt.seed, "seed", 1, "`seed` of all random numbers")
	flags.Float64Var(&opt.l1, "l1", 0,
		"L1 regularization of the hidden layers: the `factor` λ of Σ|w|, such as 0.0001")
	flags.Float64Var(&opt.l2, "l2", 0,
		"L2 regularization of the hidden layers: the `factor` λ of Σw², such as 0.001")
	flags.Float64Var(&opt.dropout, "dropout", 0,
		"`share` of the units of each hidden layer to drop, such as 0.5")
	flags.IntVar(&opt.patience, "patience", 0,
		"early stopping: `epochs` without a better validation loss before the best weights are restored")
	flags.BoolVar(&opt.compare, "compare", false,
		"train networks of several capacities, one with L2 and one with dropout, and compare")
	flags.BoolVar(&opt.diagnose, "diagnose", false,
		"print a sentence about each thing that seems to go wrong, and what to try")
	flags.StringVar(&opt.review, "review", "",
		"`text` to judge after the training or with -load, with its most important words")
	flags.StringVar(&opt.load, "load", "",
		"`file` of a saved network that judges -review without training")
	flags.StringVar(&opt.save, "save", "", "`file` for the network and its words")
	flags.StringVar(&opt.curves, "curves", "",
		"`file` for the curves of the training, as SVG;\n"+
			"unless given, imdb-compare.svg with -compare")
	flags.StringVar(&opt.report, "report", "", "`file` for a page about the training, as HTML")
	flags.StringVar(&opt.history, "history", "", "`file` for the history of the training, as CSV")
	if err := lab.Parse(flags, args, purpose, stdout); err != nil {
		return nil, err
	}
	if opt.compare && opt.curves == "" {
		opt.curves = "imdb-compare.svg"
	}
	return opt, opt.check(flags)
}

// check returns a [lab.UsageError] unless the options are valid.
func (opt *options) check(flags *flag.FlagSet) error {
	if opt.download && lab.IsSet(flags, "data") {
		return lab.Usagef("-data is for a file that exists, -download for a new one: leave one out")
	}
	if len(opt.hidden) == 1 {
		opt.hidden = append(opt.hidden, opt.hidden[0])
	}
	if err := opt.optimizer.Check(flags); err != nil {
		return err
	}
	const most = 100_000
	if opt.epochs < 1 || opt.epochs > most {
		return lab.Usagef("-epochs %d: want 1 to %d", opt.epochs, most)
	}
	if lab.IsSet(flags, "batch") && (opt.batch < 1 || opt.batch > most) {
		return lab.Usagef("-batch %d: want 1 to %d", opt.batch, most)
	}
	if !(opt.l1 >= 0 && opt.l1 <= 1 && opt.l2 >= 0 && opt.l2 <= 1) {
		return lab.Usagef("-l1 %v, -l2 %v: want 0 to 1; 0.001 is usual", opt.l1, opt.l2)
	}
	if !(opt.dropout >= 0 && opt.dropout < 1) {
		return lab.Usagef("-dropout %v: want 0 or more and less than 1; 0.5 is usual", opt.dropout)
	}
	if opt.patience < 0 || lab.IsSet(flags, "patience") && opt.patience == 0 {
		return lab.Usagef("-patience %d: want 1 or more", opt.patience)
	}
	if lab.IsSet(flags, "review") && !hasWords(opt.review) {
		return lab.Usagef("-review %q: the text contains no word", opt.review)
	}
	if err := opt.checkModes(flags); err != nil {
		return err
	}
	if err := lab.CanWrite(flags, "save", "history", "curves", "report"); err != nil {
		return err
	}
	return errors.Join(lab.HasType(flags, lab.HTML, "report"), lab.HasType(flags, lab.SVG, "curves"))
}

// checkModes returns a [lab.UsageError] for a flag that has no effect on a comparison or on a saved
// network.
func (opt *options) checkModes(flags *flag.FlagSet) error {
	if opt.load != "" && opt.review == "" {
		return lab.Usagef("-load judges a review without training: add -review \"...\"")
	}
	useless := ""
	flags.Visit(func(f *flag.Flag) {
		switch f.Name {
		case "load", "review":
			if opt.compare {
				useless = "-" + f.Name + " is for a single network: leave out it or -compare"
			}
		case "hidden", "l1", "l2", "dropout", "patience", "save", "history":
			if opt.compare {
				useless = "-" + f.Name + " is for a single training: leave out it or -compare"
			}
			fallthrough
		default:
			if opt.load != "" {
				useless = "-" + f.Name + " is for a training: leave out it or -load"
			}
		}
	})
	if useless != "" {
		return lab.Usagef("%s", useless)
	}
	return nil
}

func hasWords(text string) bool {
	for range words([]byte(text)) {
		return true
	}
	return false
}
