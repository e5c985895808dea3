// Command algorithms compares all training algorithms that the slides name on a problem that is
// small enough for each of them: y = sin x, a network with eight hidden units, full batches.
//
//	go run ./solutions/labs/algorithms                    how many steps each needs
//	go run ./solutions/labs/algorithms -svg curves.svg    and the curves of one training each
//
// This file is the program; train.go has the algorithms and their trainings, show.go the table and
// the curves.
//
// Slide: Training: supervised learning
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"nn/solutions/labs/internal/lab"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program: its flags in, its exit code out.
func run(args []string, stdout, stderr io.Writer) int {
	opt, err := parse(args, stdout)
	if err == nil {
		err = compare(opt, stdout)
	}
	return lab.ExitCode("algorithms", err, stderr)
}

// options are what the flags say.
type options struct {
	steps, seeds int
	svg          string
}

const purpose = `algorithms compares eight training algorithms on y = sin x, with full batches.`

// parse returns what the flags say, or a [lab.UsageError] if that makes no sense.
func parse(args []string, stdout io.Writer) (*options, error) {
	opt := new(options)
	flags := flag.NewFlagSet("algorithms", flag.ContinueOnError)
	flags.IntVar(&opt.steps, "steps", 20_000, "`number` of steps after which a training ends")
	flags.IntVar(&opt.seeds, "seeds", 5, "`number` of trainings, each from other weights")
	flags.StringVar(&opt.svg, "svg", "", "`file` for the curves of the first steps, as SVG")
	if err := lab.Parse(flags, args, purpose, stdout); err != nil {
		return nil, err
	}
	if opt.steps < 1 || opt.steps > 1_000_000 {
		return nil, lab.Usagef("-steps %d: want 1 to 1000000", opt.steps)
	}
	if opt.seeds < 1 || opt.seeds > 99 {
		return nil, lab.Usagef("-seeds %d: want 1 to 99", opt.seeds)
	}
	return opt, lab.CanWrite(flags, "svg")
}

// compare trains with every algorithm and every learning rate, and shows the best rate of each.
func compare(opt *options, out io.Writer) error {
	fmt.Fprintf(out, "y = sin x: one wave, %d points, all in every step; network 1-%d-1 with tanh.\n"+
		"Trainings end after %d steps; with each learning rate there is one\n"+
		"from each of the seeds 1 to %d.\n",
		points, hidden, opt.steps, opt.seeds)
	var best []*attempt
	for _, attempts := range trainAll(opt.steps, opt.seeds) {
		best = append(best, fastest(attempts))
	}
	printTable(out, best)
	return lab.SaveFiles(out, lab.Output{What: "curves", Path: opt.svg, Write: curves(best).WriteSVG})
}
