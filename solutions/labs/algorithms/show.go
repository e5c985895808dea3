package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// title returns the name of the algorithm.
func (a *attempt) title() string {
	if a.isMarquardt() {
		return "Levenberg-Marquardt"
	}
	return a.Title()
}

// printTable prints the median steps to each goal, their range and the median time: three lines per
// algorithm or, on a narrow terminal, one line per goal.
func printTable(out io.Writer, attempts []*attempt) {
	head := []string{"mean squared error", ""}
	for _, goal := range goals {
		head = append(head, goalText(goal))
	}
	var rows [][]string
	var tried string
	for _, a := range attempts {
		steps, span, seconds := []string{a.title(), "steps"}, []string{a.rateText(), "range"}, []string{"", "seconds"}
		for i := range goals {
			steps, span = append(steps, number(a.median(i).steps[i])), append(span, a.span(i))
			seconds = append(seconds, a.seconds(i))
		}
		rows = append(rows, steps, span, seconds)
		if n := len(a.rates); n > 1 {
			tried += fmt.Sprintf("  %-21s  %g to %g\n", a.title(), a.rates[0], a.rates[n-1])
		}
	}
	var table strings.Builder
	lab.WriteTable(&table, head, rows)
	text := table.String()
	if !strings.HasPrefix(text, head[0]+"  ") { // it does not fit
		text = narrowTable(attempts)
	}
	fmt.Fprintf(out, "\n%s\nSteps are the median of the trainings. The range is from the fewest to the\n"+
		"most steps; - is never. The learning rate of each algorithm is the one, of\n"+
		"those tried, that reaches the smallest error first. The rates tried:\n\n%s", text, tried)
}

// narrowTable has a line for each goal of each algorithm.
func narrowTable(attempts []*attempt) string {
	var b strings.Builder
	for _, a := range attempts {
		fmt.Fprintln(&b, a.title()+strings.TrimRight(","+a.rateText(), ","))
		var rows [][]string
		for i, goal := range goals {
			rows = append(rows, []string{"  " + goalText(goal), number(a.median(i).steps[i]), a.span(i), a.seconds(i)})
		}
		lab.WriteTable(&b, []string{"  error", "steps", "range", "seconds"}, rows)
	}
	return b.String()
}

func goalText(goal float64) string { return strconv.FormatFloat(goal, 'f', -1, 64) }

// rateText returns the learning rate, unless there is none or no training has reached a goal.
func (a *attempt) rateText() string {
	switch {
	case len(a.rates) == 1:
		return ""
	case a.span(0) == "":
		return " no rate suffices"
	}
	return fmt.Sprintf(" rate %g", a.LearningRate)
}

// seconds returns the duration of the median training to a goal.
func (a *attempt) seconds(goal int) string {
	t := a.median(goal)
	if t.steps[goal] == never {
		return ""
	}
	return fmt.Sprintf("%.3f", t.seconds[goal])
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
	if most == never {
		return number(fewest) + "–never"
	}
	return number(fewest) + "–" + number(most)
}

func number(steps int) string {
	if steps == never {
		return "-"
	}
	return strconv.Itoa(steps)
}

const (
	curveSteps = 1000 // number of steps in the picture
	curveEvery = 5    // distance between the steps that are points
)

// curves returns the first steps of one training of each attempt. The validation points lie halfway
// between the training points. If ctx ends, curves returns the steps so far and an error.
func curves(ctx context.Context, attempts []*attempt) (nn.Curves, error) {
	c := nn.Curves{Title: "y = sin x, all points in each epoch"}
	for _, a := range attempts {
		net := a.newNetwork(1)
		stopper := lab.NewStopper(ctx)
		net.Callbacks = []nn.Callback{stopper}
		net.Epochs, net.BatchSize = curveSteps, points
		net.Metric = nil // the loss is enough
		fit := net.Fit
		if a.isMarquardt() {
			fit = net.FitLevenbergMarquardt
		}
		fit(wave(points, 0), wave(points-1, distance/2)) // a training that diverges is shown until then
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
