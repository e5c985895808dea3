package main

import (
	"fmt"
	"math"
	"slices"

	"nn"
	"nn/solutions/labs/internal/digits"
	"nn/solutions/labs/internal/lab"
)

// report is the page about a search: the trials with their error rates as bars, the learning curves
// of the best ones, and the results of each option. test is nil before the test.
func report(opt *options, e *experiment, data *digits.Digits, ranked []Trial,
	test *testResult) *lab.Report {
	best := ranked[0]
	page := &lab.Report{
		Title: "Search for hyperparameters",
		Result: fmt.Sprintf("Trial %d is the best of %d, with accuracy %.4f on the validation images.",
			best.Number, len(ranked), best.result().ValMetric),
		Facts: []lab.Fact{
			{Name: "Data", Value: data.Origin},
			{Name: "Images", Value: sizes(e, data.Test)},
			{Name: "Search", Value: fmt.Sprintf("%d of %d combinations of options, seed %d",
				len(ranked), opt.params.size(), opt.seed)},
			{Name: "Training", Value: fmt.Sprintf("%d epochs, mini-batches of %d",
				opt.epochs, opt.batch)},
		},
		Sections: []lab.Section{
			bestConfig(best, test),
			ranking(&opt.params, ranked),
			bestCurves(ranked),
			optionsTried(&opt.params, ranked),
		},
	}
	if test != nil {
		page.Result = fmt.Sprintf("Trial %d is the best of %d. It classifies %.2f %% of the test images correctly.",
			best.Number, len(ranked), 100*test.accuracy)
	}
	return page
}

// bestConfig shows the best configuration and its results.
func bestConfig(best Trial, test *testResult) lab.Section {
	table := &lab.Table{Head: []string{"parameter", "value"}}
	for i, text := range best.Config.texts() {
		table.Rows = append(table.Rows, lab.Cells(parameterNames[i], text))
	}
	text := "It has not been tested yet."
	if test != nil {
		text = fmt.Sprintf("Accuracy %.4f on the validation images and %.4f on the test images. The first "+
			"number is too optimistic, because the best of many trials also had luck on the validation "+
			"images. The test images had no part in the choice.", best.result().ValMetric, test.accuracy)
	}
	return lab.Section{Title: "Best configuration", Text: text, Table: table}
}

// ranking is the table of the trials.
func ranking(o *OptParams, ranked []Trial) lab.Section {
	const most = 100
	s := lab.Section{
		Title: "Trials",
		Text: "Ranked by their accuracy on the validation images. The bars are the fractions of these " +
			"images with wrong predictions.",
	}
	if ranked[len(ranked)-1].Failed != "" {
		s.Text += " Training diverged in those that failed."
	}
	if len(ranked) > most {
		s.Text += fmt.Sprintf(" The table shows the best %d.", most)
		ranked = ranked[:most]
	}
	worst := math.SmallestNonzeroFloat64
	for _, t := range ranked {
		if t.Failed == "" {
			worst = max(worst, 1-t.result().ValMetric)
		}
	}
	head, rows := rankingTable(o, ranked)
	accuracy := slices.Index(head, "accuracy") // mistakes are 1 - accuracy
	s.Table = &lab.Table{Head: slices.Delete(head, accuracy, accuracy+1)}
	s.Table.Head[0] = "mistakes" // instead of the rank
	for i, t := range ranked {
		row := lab.Cells(slices.Delete(rows[i], accuracy, accuracy+1)...)
		row[0] = lab.Cell{Text: "failed"}
		if t.Failed == "" {
			mistakes := 1 - t.result().ValMetric
			row[0] = lab.Cell{Text: fmt.Sprintf("%.2f %%", 100*mistakes), Bar: mistakes / worst}
		}
		s.Table.Rows = append(s.Table.Rows, row)
	}
	return s
}

// bestCurves shows the learning curves of the best trials.
func bestCurves(ranked []Trial) lab.Section {
	const most = 3
	curves := nn.Curves{Metric: "accuracy"}
	for _, t := range ranked[:min(most, len(ranked))] {
		if t.Failed == "" {
			name := fmt.Sprintf("Trial %d", t.Number)
			curves.Runs = append(curves.Runs, nn.Run{Name: name, History: t.History, Epoch: t.Epoch})
		}
	}
	return lab.Section{
		Title: "Learning curves of the best trials",
		Text: "Loss and accuracy of each epoch: on the training images as dots, and on the validation " +
			"images as a line. The ring is the epoch whose result is in the ranking. If the validation " +
			"loss still falls at the end, more epochs can help. If it rises again, fewer epochs or " +
			"regularization can help. With dropout, the dots are computed while units are dropped.",
		Curves: &curves,
	}
}

// optionsTried is a table of the results of each option.
func optionsTried(o *OptParams, ranked []Trial) lab.Section {
	s := lab.Section{
		Title: "Options",
		Text: "The accuracy of the trials with each option, averaged over the other options. A mean of " +
			"few trials is not reliable.",
		Table: &lab.Table{
			Head: []string{"parameter", "option", "trials", "failed", "mean accuracy", "best"},
		},
	}
	for i, options := range o.texts() {
		if len(options) == 1 {
			continue
		}
		for _, option := range options {
			s.Table.Rows = append(s.Table.Rows, lab.Cells(optionRow(ranked, i, option)...))
		}
	}
	return s
}

// optionRow returns the results of the trials whose i-th parameter has the option.
func optionRow(ranked []Trial, i int, option string) []string {
	trials, failed, sum := 0, 0, 0.0
	mean, best := "", ""
	for _, t := range ranked {
		if t.Config.texts()[i] != option {
			continue
		}
		trials++
		if t.Failed != "" {
			failed++
			continue
		}
		if best == "" {
			best = lab.Decimals(t.result().ValMetric) // the first in the ranking
		}
		sum += t.result().ValMetric
		mean = lab.Decimals(sum / float64(trials-failed))
	}
	return []string{parameterNames[i], option, fmt.Sprint(trials), fmt.Sprint(failed), mean, best}
}
