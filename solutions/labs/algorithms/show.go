package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
	"text/tabwriter"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// title is the algorithm's name.
func (a *attempt) title() string {
	if a.isMarquardt() {
		return "Levenberg-Marquardt"
	}
	return a.Title()
}

// printTable prints three lines for each attempt: the medians, their range, and the time.
func printTable(out io.Writer, attempts []*attempt) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprint(table, "\nmean squared error\t")
	for _, goal := range goals {
		fmt.Fprintf(table, "\t%s", strconv.FormatFloat(goal, 'f', -1, 64))
	}
	for _, a := range attempts {
		rate := ""
		switch n := len(a.rates); {
		case n > 1 && a.median(0).steps[0] == never:
			rate = fmt.Sprintf("  no rate of %g to %g", a.rates[0], a.rates[n-1])
		case n > 1:
			rate = fmt.Sprintf("  rate %g of %g to %g", a.LearningRate, a.rates[0], a.rates[n-1])
		}
		steps, span, seconds := a.title()+"\tsteps", rate+"\trange", "\tseconds"
		for i := range goals {
			t := a.median(i)
			steps += "\t" + number(t.steps[i])
			span += "\t" + a.span(i)
			seconds += "\t"
			if t.steps[i] != never {
				seconds += fmt.Sprintf("%.3f", t.seconds[i])
			}
		}
		fmt.Fprintf(table, "\n%s\n%s\n%s", steps, span, seconds)
	}
	fmt.Fprintln(table)
	table.Flush()
	fmt.Fprint(out, "\nSteps are the median of the trainings, below it the fewest and the most;\n"+
		"- is never. The rate is the best of those tried: the one that reaches the\n"+
		"smallest error first.\n")
}

// span returns the fewest and the most steps to a goal.
func (a *attempt) span(goal int) string {
	fewest, most := never, 0
	for _, t := range a.trainings {
		fewest, most = min(fewest, t.steps[goal]), max(most, t.steps[goal])
	}
	if fewest == never {
		return ""
	}
	return number(fewest) + " to " + number(most)
}

func number(steps int) string {
	if steps == never {
		return "-"
	}
	return strconv.Itoa(steps)
}

const (
	curveSteps = 1000 // so many of the steps are in the picture,
	curveEvery = 5    // one in so many of them as a point
	leastError = 1e-6 // smaller errors look like this one
)

// curves returns the first steps of one training of each attempt. The validation points lie halfway
// between the training points. If ctx ends, curves returns the steps so far and an error.
func curves(ctx context.Context, attempts []*attempt) (nn.Curves, error) {
	c := nn.Curves{Title: "y = sin x, all points in each epoch", Metric: "log10 E"}
	for _, a := range attempts {
		net := a.newNetwork(1)
		stopper := lab.NewStopper(ctx)
		net.Callbacks = []nn.Callback{stopper}
		net.Epochs, net.BatchSize = curveSteps, points
		net.Metric = func(yTrue, yPred *nn.Matrix) float64 {
			return math.Log10(max(net.Loss.Loss(yTrue, yPred), leastError))
		}
		fit := net.Fit
		if a.isMarquardt() {
			fit = net.FitLevenbergMarquardt
		}
		fit(wave(points, 0), wave(points-1, distance/2)) // what diverges is shown until it does
		var thinned nn.History
		for i := 0; i < len(net.History); i += curveEvery {
			thinned = append(thinned, net.History[i])
		}
		c.Runs = append(c.Runs, nn.Run{Name: a.title(), History: thinned})
		if err := stopper.Err(); err != nil {
			c.Title += lab.Mark(stopper.Where)
			return c, err
		}
	}
	return c, nil
}
