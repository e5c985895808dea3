package main

import (
	"errors"
	"flag"
	"io"

	"nn/solutions/labs/internal/digits"
	"nn/solutions/labs/internal/lab"
)

// options are the values of the flags.
type options struct {
	digits     digits.Options
	validation int // number of images, or sixth

	hidden    lab.Units
	optimizer lab.Optimizer
	epochs    int
	batch     int
	seed      uint64
	compare   bool
	rates     bool

	hiddenSet bool     // otherwise -load determines the hidden layers
	files     []string // pictures to read
	diagnose  bool

	load, save, history, curves, report string
}

// sixth stands for a sixth of the training images: 10,000 of MNIST.
const sixth = -1

const purpose = `mnist trains a neural network to read handwritten digits, and tests it on other digits.

  go run ./solutions/labs/mnist              with digits that the program draws itself
  go run ./solutions/labs/mnist -download    with the 70,000 of MNIST, downloaded once
  go run ./solutions/labs/mnist -compare     five training algorithms in one picture
  go run ./solutions/labs/mnist -rates       the loss over the learning rate
  go run ./solutions/labs/mnist -save weights.json
  go run ./solutions/labs/mnist -load weights.json -read photo.png`

// parse returns the options, or a [lab.UsageError] if they are invalid.
func parse(args []string, stdout io.Writer) (*options, error) {
	opt := &options{hidden: lab.Units{100, 50}, optimizer: lab.Optimizer{Name: "adam"}}
	flags := flag.NewFlagSet("mnist", flag.ContinueOnError)
	opt.digits.Flags(flags)
	flags.IntVar(&opt.validation, "validation", 0,
		"`number` of training images to use for validation, taken from the end;\n"+
			"unless given, a sixth of them with -compare, -rates and -report")
	flags.Var(&opt.hidden, "hidden", "`units` of the hidden layers")
	opt.optimizer.Flags(flags)
	flags.IntVar(&opt.epochs, "epochs", 5, "`number` of passes over the training images")
	flags.IntVar(&opt.batch, "batch", 64, "`images` in a mini-batch")
	flags.Uint64Var(&opt.seed, "seed", 1, "`seed` of all random numbers")
	flags.BoolVar(&opt.compare, "compare", false,
		"train with Adam, RMSProp, AdaGrad, SGD, and SGD with momentum, and compare")
	flags.BoolVar(&opt.rates, "rates", false,
		"train with nine learning rates around -lr, and draw the loss over the learning rate")
	read := flags.String("read", "",
		"`files` with pictures of one digit each, PNG or JPEG, to read after the training;\n"+
			"with -load, there is no training")
	flags.BoolVar(&opt.diagnose, "diagnose", false,
		"print a sentence about each thing that seems to go wrong, and what to try")
	flags.StringVar(&opt.load, "load", "",
		"`file` of weights to begin with; with -epochs 0 they are only tested")
	flags.StringVar(&opt.save, "save", "", "`file` for the weights at the end")
	flags.StringVar(&opt.history, "history", "", "`file` for the history of the training, as CSV")
	flags.StringVar(&opt.curves, "curves", "",
		"`file` for the curves of the training, as SVG;\n"+
			"unless given, mnist-compare.svg with -compare")
	flags.StringVar(&opt.report, "report", "",
		"`file` for a page about the trained network, as HTML")
	more, err := lab.ParseFiles(flags, args, purpose, stdout)
	switch {
	case err != nil:
		return nil, err
	case *read != "":
		opt.files = append([]string{*read}, more...)
	case len(more) > 0:
		return nil, lab.Usagef("%q is not a flag; pictures follow -read", more[0])
	}
	opt.hiddenSet = lab.IsSet(flags, "hidden")
	if len(opt.files) > 0 && opt.load != "" && !lab.IsSet(flags, "epochs") {
		opt.epochs = 0
	}
	opt.digits.TestOnly = opt.load != "" && opt.epochs == 0
	if (opt.compare || opt.rates || opt.report != "") && !lab.IsSet(flags, "validation") {
		opt.validation = sixth
	}
	switch {
	case opt.curves != "":
	case opt.compare:
		opt.curves = "mnist-compare.svg"
	case opt.rates:
		opt.curves = "mnist-rates.svg"
	}
	return opt, opt.check(flags)
}

// check returns a [lab.UsageError] unless the options are valid, alone and together.
func (opt *options) check(flags *flag.FlagSet) error {
	leastEpochs, leastValidation := 1, 0
	if opt.load != "" && opt.curves == "" {
		leastEpochs = 0
	}
	if opt.compare || opt.rates {
		leastValidation = 1
	}
	for _, f := range []struct {
		name            string
		value, from, to int
	}{
		{"epochs", opt.epochs, leastEpochs, 1_000_000},
		{"batch", opt.batch, 1, 1_000_000},
		{"validation", opt.validation, leastValidation, 600_000},
	} {
		if (f.value < f.from || f.value > f.to) && lab.IsSet(flags, f.name) {
			return lab.Usagef("-%s %d: want %d to %d", f.name, f.value, f.from, f.to)
		}
	}
	if err := opt.digits.Check(flags); err != nil {
		return err
	}
	for _, c := range []struct {
		several bool
		name    string
		useless []string
	}{
		{opt.compare, "compare", []string{"rates", "optimizer", "lr", "momentum", "load", "read", "save", "history", "diagnose"}},
		{opt.rates, "rates", []string{"load", "read", "save", "history", "report", "diagnose"}},
	} {
		for _, name := range c.useless {
			if c.several && lab.IsSet(flags, name) {
				return lab.Usagef("-%s is for a single training: leave out it or -%s", name, c.name)
			}
		}
	}
	if err := opt.optimizer.Check(flags); err != nil {
		return err
	}
	if err := lab.CanWrite(flags, "save", "history", "curves", "report"); err != nil {
		return err
	}
	return errors.Join(lab.HasType(flags, lab.SVG, "curves"), lab.HasType(flags, lab.HTML, "report"))
}
