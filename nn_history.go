package nn

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"time"
)

// EpochRecord is what Fit notes at the end of an epoch.
type EpochRecord struct {
	Epoch              int // 1, 2, ...
	Loss, Metric       float64
	ValLoss, ValMetric float64 // on the validation set, NaN without one
	Seconds            float64 // of the training pass alone, without validation
}

// History is the record of a training, epoch by epoch.
//
// Slide: Python implementation - neural network (history)
type History []EpochRecord

// WriteCSV writes the history as CSV with the columns epoch, loss, metric, val_loss, val_metric and
// seconds. What is NaN is left empty.
func (h History) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write([]string{"epoch", "loss", "metric", "val_loss", "val_metric", "seconds"})
	for _, r := range h {
		record := []string{strconv.Itoa(r.Epoch)}
		for _, v := range []float64{r.Loss, r.Metric, r.ValLoss, r.ValMetric, r.Seconds} {
			text := ""
			if !math.IsNaN(v) {
				text = strconv.FormatFloat(v, 'g', -1, 64)
			}
			record = append(record, text)
		}
		out.Write(record)
	}
	out.Flush()
	return out.Error()
}

// String shows the record as the line that Fit reports.
func (r EpochRecord) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "epoch %d  loss %s", r.Epoch, fourDigits(r.Loss))
	for _, v := range []struct {
		name  string
		value float64
	}{{"metric", r.Metric}, {"val_loss", r.ValLoss}, {"val_metric", r.ValMetric}} {
		if !math.IsNaN(v.value) {
			fmt.Fprintf(&b, "  %s %s", v.name, fourDigits(v.value))
		}
	}
	fmt.Fprintf(&b, "  %.2f s", r.Seconds)
	return b.String()
}

// progress reports a training to a person: a line an epoch, and on a terminal below it a bar with
// the time left.
type progress struct {
	w              io.Writer
	terminal       bool
	epochs, length int // how many epochs, and examples in each
	start, drawn   time.Time
}

func newProgress(net *NeuralNetwork, examples int) *progress {
	p := &progress{w: net.Verbose, epochs: net.Epochs, length: examples, start: time.Now()}
	if f, ok := p.w.(*os.File); ok {
		info, err := f.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return p
}

// batch redraws the bar, ten times a second at the most, when done examples of the epoch have
// passed.
func (p *progress) batch(epoch, done int) {
	if !p.terminal || time.Since(p.drawn) < time.Second/10 {
		return
	}
	p.drawn = time.Now()
	const width = 30
	share := float64((epoch-1)*p.length+done) / float64(p.epochs*p.length)
	left := time.Duration(float64(time.Since(p.start)) * (1 - share) / share)
	bar := strings.Repeat("=", int(share*width)) + strings.Repeat(" ", width-int(share*width))
	fmt.Fprintf(p.w, "\r\x1b[Kepoch %d/%d [%s] %s left", epoch, p.epochs, bar, left.Round(time.Second))
}

// epoch writes the line of a finished epoch in the place of the bar.
func (p *progress) epoch(r EpochRecord) {
	if p.w == nil {
		return
	}
	p.clear()
	fmt.Fprintln(p.w, r)
}

// clear removes the bar, so that what is written next does not stand behind it.
func (p *progress) clear() {
	if p.terminal {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// say writes a line about the training.
func (p *progress) say(format string, args ...any) {
	if p.w != nil {
		fmt.Fprintf(p.w, format+"\n", args...)
	}
}
