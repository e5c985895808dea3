package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// showProgress prints a line about the n-th trial that has finished.
func showProgress(w io.Writer, o *OptParams, t Trial, n, all int) {
	accuracy, seconds := "failed", 0.0
	if t.Failed == "" {
		accuracy = lab.Decimals(t.result().ValMetric)
	}
	for _, r := range t.History {
		seconds += r.Seconds
	}
	digits := len(fmt.Sprint(all))
	fmt.Fprintf(w, "%*d/%d  trial %-*d  %s  %6.2f s  %s\n",
		digits, n, all, digits, t.Number, accuracy, seconds, o.summary(t.Config))
}

// summary returns the choices among several options on one line.
func (o *OptParams) summary(c Config) string {
	var parts []string
	for i, text := range c.texts() {
		switch name := parameterNames[i]; {
		case !o.isSearched(i):
		case name == "topology" || name == "algorithm" || name == "activation":
			parts = append(parts, text)
		default:
			parts = append(parts, name+" "+text)
		}
	}
	return strings.Join(parts, "  ")
}

// showConfig prints all parameters.
func showConfig(w io.Writer, c Config) {
	for i, text := range c.texts() {
		fmt.Fprintf(w, "  %-11s %s\n", parameterNames[i], text)
	}
}

// text returns the result on the validation images, or the reason for the failure.
func (t Trial) text() string {
	if t.Failed != "" {
		return t.Failed
	}
	r := t.result()
	return fmt.Sprintf("validation accuracy %.4f, loss %s, after epoch %d",
		r.ValMetric, lab.Decimals(r.ValLoss), r.Epoch)
}

// showRanking prints the trials as a table, and the reasons for failures.
func showRanking(w io.Writer, o *OptParams, ranked []Trial) {
	fmt.Fprintf(w, "\nThe trials, ranked by their accuracy on the validation images:\n\n")
	head, rows := rankingTable(o, ranked)
	lab.WriteTable(w, head, rows)
	for _, t := range ranked {
		if t.Failed != "" {
			io.WriteString(w, lab.Fill(fmt.Sprintf("Trial %d failed: %s\n", t.Number, t.Failed)))
		}
	}
}

// rankingTable contains the parameters that have several options, and the results on the validation
// images.
func rankingTable(o *OptParams, ranked []Trial) (head []string, rows [][]string) {
	row := func(rank, trial string, parameters []string, results ...string) []string {
		cells := []string{rank, trial}
		for i, text := range parameters {
			if o.isSearched(i) {
				cells = append(cells, text)
			}
		}
		return append(cells, results...)
	}
	for i, t := range ranked {
		results := []string{"failed", "", ""}
		if t.Failed == "" {
			r := t.result()
			results = []string{lab.Decimals(r.ValMetric), lab.Decimals(r.ValLoss), fmt.Sprint(r.Epoch)}
		}
		rows = append(rows,
			row(fmt.Sprint(i+1), fmt.Sprint(t.Number), t.Config.texts(), results...))
	}
	return row("rank", "trial", parameterNames, "accuracy", "loss", "epoch"), rows
}

// sizes returns the numbers of images.
func sizes(e *experiment, test *nn.Dataset) string {
	return fmt.Sprintf("%d for training, %d for validation, %d for the test",
		e.train.Len(), e.validation.Len(), test.Len())
}

// testResult is the result of the best network on the test images.
type testResult struct {
	images   *nn.Dataset
	accuracy float64
}

// String returns the last line of the output.
func (r testResult) String() string {
	n := r.images.Len()
	right := math.Round(r.accuracy * float64(n))
	return fmt.Sprintf("test accuracy %.4f (%.0f / %d)", r.accuracy, right, n)
}
