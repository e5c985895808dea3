package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// rateFactors are the learning rates of the comparison, as multiples of -lr.
var rateFactors = []float64{0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100}

// rateResult is the result of a training with one learning rate.
type rateResult struct {
	rate    float64
	loss    float64 // on the validation images after the last epoch; +Inf if the training diverged
	verdict string  // "too small", "right" or "too large"
}

// compareRates trains the same network with several learning rates, from the same weights and on
// the same mini-batches.
func compareRates(ctx context.Context, opt *options, data *images, out io.Writer) error {
	stopper := lab.NewStopper(ctx)
	var results []rateResult
	for _, factor := range rateFactors {
		o := *opt
		o.optimizer.LearningRate = round(factor * opt.optimizer.LearningRate)
		net := newNetwork(&o)
		if o.optimizer.FullBatches() {
			net.BatchSize = data.train.Len()
		}
		net.Callbacks = []nn.Callback{stopper, lab.NewProgressBar(out)}
		err := net.Fit(data.train, data.validation)
		if stopper.Where != "" {
			stopper.Where += fmt.Sprintf(" of learning rate %v", o.optimizer.LearningRate)
			break
		}
		r := rateResult{rate: o.optimizer.LearningRate, loss: math.Inf(1)}
		switch {
		case err == nil:
			r.loss = net.History[len(net.History)-1].ValLoss
		case !errors.Is(err, nn.ErrDiverged):
			return err
		}
		fmt.Fprintf(out, "learning rate %-8v val_loss %s\n", r.rate, r.lossText())
		results = append(results, r)
	}
	if len(results) < 2 {
		return fmt.Errorf("%w %s; there are too few results for a picture", lab.ErrInterrupted, stopper.Where)
	}
	judgeRates(results)
	var rows [][]string
	for _, r := range results {
		rows = append(rows, []string{fmt.Sprint(r.rate), r.lossText(), r.verdict})
	}
	fmt.Fprintf(out, "\n%s, %d epochs, loss on the validation images:\n\n", opt.optimizer.Title(), opt.epochs)
	lab.WriteTable(out, []string{"learning rate", "loss", ""}, rows)
	fmt.Fprintln(out)
	chart := rateChart{
		title:   fmt.Sprintf("%s on %s%s", opt.optimizer.Title(), data.name, lab.Mark(stopper.Where)),
		results: results,
	}
	return errors.Join(stopper.Err(),
		lab.SaveFiles(out, lab.Output{Name: "picture", Path: opt.curves, Write: chart.WriteSVG}))
}

// judgeRates sets the verdicts. The right learning rates are those around the best one whose loss
// is at most 1.25 times as large as the lowest loss.
func judgeRates(results []rateResult) {
	const most = 1.25
	best := 0
	for i, r := range results {
		if r.loss < results[best].loss {
			best = i
		}
	}
	for i := range results {
		results[i].verdict = "too small"
		if i > best {
			results[i].verdict = "too large"
		}
	}
	if math.IsInf(results[best].loss, 1) {
		results[best].verdict = "too large"
		return
	}
	results[best].verdict = "right"
	isRight := func(i int) bool { return results[i].loss <= most*results[best].loss }
	for i := best - 1; i >= 0 && isRight(i); i-- {
		results[i].verdict = "right"
	}
	for i := best + 1; i < len(results) && isRight(i); i++ {
		results[i].verdict = "right"
	}
}

func (r rateResult) lossText() string {
	if math.IsInf(r.loss, 1) {
		return "diverged"
	}
	return lab.Decimals(r.loss)
}

// round returns a learning rate with two significant digits.
func round(rate float64) float64 {
	rounded, _ := strconv.ParseFloat(fmt.Sprintf("%.1e", rate), 64) // it has just been formatted
	return rounded
}
