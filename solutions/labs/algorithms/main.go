// Command algorithms compares all training algorithms of the slides on a problem that is small
// enough for each of them: y = sin x, a network with eight hidden units, full batches.
//
//	go run ./solutions/labs/algorithms                    the number of steps of each
//	go run ./solutions/labs/algorithms -svg curves.svg    and a picture of one training each
//
// train.go contains the algorithms and their trainings, show.go the table and the curves.
//
// Slide: Training: supervised learning
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"nn/solutions/labs/internal/lab"
)

func main() {
	lab.Main(run)
}

// run runs the lab and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return lab.Run(ctx, "algorithms", stdout, stderr, func(ctx context.Context, out io.Writer) error {
		opt, err := parse(args, out)
		if err != nil {
			return err
		}
		return compare(ctx, opt, out)
	})
}

// options are the values of the flags.
type options struct {
	steps, seeds int
	svg          string
}

const purpose = `algorithms compares eight training algorithms on y = sin x, with full batches.`

// parse returns the options, or a [lab.UsageError] if they are invalid.
func parse(args []string, stdout io.Writer) (*options, error) {
	opt := new(options)
	flags := flag.NewFlagSet("algorithms", flag.ContinueOnError)
	flags.IntVar(&opt.steps, "steps", 20_000, "maximum `number` of steps of a training")
	flags.IntVar(&opt.seeds, "seeds", 5, "`number` of trainings per learning rate, with different initial weights")
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
	if err := lab.CanWrite(flags, "svg"); err != nil {
		return nil, err
	}
	return opt, lab.HasType(flags, lab.SVG, "svg")
}

// compare trains with every algorithm and every learning rate, and shows the best rate of each. An
// interruption leaves out the algorithms that have not finished.
func compare(ctx context.Context, opt *options, out io.Writer) error {
	fmt.Fprintf(out, "y = sin x: one wave, %d points, all in every step; network 1-%d-1 with tanh.\n"+
		"Each learning rate is tried with the initial weights of the seeds 1 to %[4]d.\n"+
		"A training ends after %[3]d steps.\n",
		points, hidden, opt.steps, opt.seeds)
	var best []*attempt
	for _, attempts := range trainAll(ctx, opt.steps, opt.seeds, out) {
		best = append(best, fastest(attempts))
	}
	if len(best) > 0 {
		printTable(out, best)
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%w after %d of %d algorithms; there are no curves",
			lab.ErrInterrupted, len(best), len(algorithms))
	}
	if opt.svg == "" {
		return nil
	}
	c, interrupted := curves(ctx, best)
	return errors.Join(interrupted,
		lab.SaveFiles(out, lab.Output{Name: "curves", Path: opt.svg, Write: c.WriteSVG}))
}
