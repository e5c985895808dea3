package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// variant is a network of the comparison. Its two hidden layers have the same number of units.
type variant struct {
	name        string
	units       int
	l2, dropout float64
}

// variants are the networks of the slides: several capacities, and two remedies against
// overfitting.
//
// Slides: Controlling the model's capacity; Regularization; Dropout; Over and underfitting
var variants = []variant{
	{"hidden 4", 4, 0, 0},
	{"hidden 8", 8, 0, 0},
	{"hidden 16", 16, 0, 0},
	{"hidden 64", 64, 0, 0},
	{"hidden 16, L2 0.001", 16, 0.001, 0},
	{"hidden 16, dropout 0.5", 16, 0, 0.5},
}

var comparisonHead = []string{
	"network", "parameters", "best epoch", "its loss", "last loss", "accuracy",
}

// compare trains each variant on the same mini-batches. The losses in its table are on the
// validation reviews; with L2, they include the penalty.
func compare(ctx context.Context, opt *options, data *corpus, out io.Writer) error {
	stopper := lab.NewStopper(ctx)
	curves := nn.Curves{Title: "Film reviews: capacity and overfitting", Metric: "accuracy"}
	var rows [][]string
	showComparison(out, opt, data)
	for _, v := range variants {
		o := *opt
		o.hidden, o.l2, o.dropout = lab.Units{v.units, v.units}, v.l2, v.dropout
		net := newNetwork(&o, data)
		fmt.Fprintf(out, "%s\n", v.name)
		net.Verbose = out
		net.Callbacks = []nn.Callback{stopper, lab.NewProgressBar(out)}
		if err := net.Fit(&data.train.Dataset, &data.validation.Dataset); err != nil {
			return err
		}
		fmt.Fprintln(out)
		if len(net.History) > 0 {
			curves.Runs = append(curves.Runs, nn.Run{Name: v.name, History: net.History})
			rows = append(rows, v.row(net, judgeAll(net, data.test)))
		}
		if stopper.Where != "" {
			stopper.Where += " of " + v.name
			break
		}
	}
	if len(rows) == 0 {
		return fmt.Errorf("%w %s; there are no results yet", lab.ErrInterrupted, stopper.Where)
	}
	lab.WriteTable(out, comparisonHead, rows)
	fmt.Fprintln(out)
	page := comparisonReport(opt, data, curves, rows)
	page.Interrupt(stopper.Where)
	curves.Title += lab.Mark(stopper.Where)
	return errors.Join(stopper.Err(), lab.SaveFiles(out,
		lab.Output{Name: "curves", Path: opt.curves, Write: curves.WriteSVG},
		lab.Output{Name: "report", Path: opt.report, Write: page.WriteHTML}))
}

func showComparison(out io.Writer, opt *options, data *corpus) {
	fmt.Fprintf(out, "\nComparison of %d networks, %d epochs each\n", len(variants), opt.epochs)
	showTraining(out, opt, data)
}

// row returns the results of a network: a row below comparisonHead.
func (v variant) row(net *nn.NeuralNetwork, test *outcome) []string {
	parameters := 0
	for _, p := range net.Params() {
		parameters += len(p.Value.Data)
	}
	best, last := bestEpoch(net.History), net.History[len(net.History)-1]
	return []string{v.name, fmt.Sprint(parameters), fmt.Sprint(best.Epoch),
		lab.Decimals(best.ValLoss), lab.Decimals(last.ValLoss), fmt.Sprintf("%.4f", test.accuracy())}
}

// lowestLoss returns a sentence about the run with the lowest validation loss.
func lowestLoss(runs []nn.Run) string {
	var name string
	best := nn.EpochRecord{ValLoss: math.Inf(1)}
	for _, run := range runs {
		if r := bestEpoch(run.History); r.ValLoss < best.ValLoss {
			name, best = run.Name, r
		}
	}
	return fmt.Sprintf("The lowest validation loss is %s, of the network “%s” in epoch %d.",
		lab.Decimals(best.ValLoss), name, best.Epoch)
}

// comparisonReport is the page about the comparison.
func comparisonReport(opt *options, data *corpus, curves nn.Curves, rows [][]string) *lab.Report {
	table := &lab.Table{Head: comparisonHead}
	for _, row := range rows {
		table.Rows = append(table.Rows, lab.Cells(row...))
	}
	title := curves.Title
	curves.Title = "" // the page has its own
	return &lab.Report{
		Title:  title,
		Result: lowestLoss(curves.Runs),
		Facts: []lab.Fact{
			{Name: "Reviews", Value: data.origin},
			{Name: "Parts", Value: data.sizes()},
			{Name: "Training", Value: fmt.Sprintf("%v, %d epochs, mini-batches of %d, seed %d",
				opt.optimizer, opt.epochs, opt.batch, opt.seed)},
		},
		Sections: []lab.Section{
			{
				Title: "Learning curves",
				Text: "Training is shown as dots, validation as lines, and the epoch with the lowest " +
					"validation loss as a ring. A network underfits while both losses still fall. It " +
					"overfits when its line rises while its dots continue to fall. The loss of the " +
					"network with L2 includes the penalty.",
				Curves: &curves,
			},
			{
				Title: "Results",
				Text: "The losses are on the validation reviews, in the best epoch and in the last one. " +
					"The larger their difference, the more the network has overfitted. The test " +
					"accuracy is after the last epoch.",
				Table: table,
			},
		},
	}
}
