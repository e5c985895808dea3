// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Curves is a plot of one or several training runs. It shows loss and metric per epoch, as dots for
// the training set and as a line for the validation set. A ring marks the lowest validation loss.
// Where the line starts to rise while the dots continue to fall, the network has begun to overfit.
// If there are several runs, the legend lists their learning rates.
//
// NaN and infinite values leave a gap. A panel without any finite value is left out. An axis is
// logarithmic if a few large values would press the others together. The plot also contains its
// numbers as text, for screen readers.
//
// Slide: DNN for IMDB (plot of accuracy and loss); Over and underfitting; Workflow
type Curves struct {
	Title  string // up to 40 characters; can be empty
	Metric string // name of the metric, "metric" if empty
	Runs   []Run
}

// Run is one training run in a plot of [Curves].
type Run struct {
	Name    string // up to 20 characters, for example "SGD, momentum 0.9"
	History History
	Epoch   int // the epoch with the ring; 0 for the first with the lowest validation loss
}

// WriteSVG writes the plot of one history; see [Curves.WriteSVG].
func (h History) WriteSVG(w io.Writer) error {
	return Curves{Runs: []Run{{Name: "network", History: h}}}.WriteSVG(w)
}

// Lengths are in the units of the SVG file. A viewer can scale the plot, with its text, to any
// size.
const (
	curvesWidth = 480.0
	margin      = 16.0
	plotLeft    = 72.0 // the tick labels and the name of the axis are to the left
	plotRight   = curvesWidth - margin
	plotHeight  = 180.0
	lineHeight  = 20.0
)

// Runs differ in colour. Colour-blind readers can distinguish these colours (the first six are
// after Okabe and Ito 2008). Each has one shade for a light and one for a dark background. Because
// a print can be without colour, runs also differ in the dashes and the width of their lines.
var curveStyles = []struct{ light, dark, dashes, width string }{
	{"#0072b2", "#56b4e9", "none", "2"},
	{"#c44e00", "#ff9d4d", "10 5", "2"},
	{"#00805d", "#3ddbaa", "1 5", "2.5"},
	{"#a9528a", "#f0a3d0", "12 5 1 5", "2"},
	{"#7a6a00", "#f0e442", "none", "3.5"},
	{"#444c56", "#c9d1d9", "4 5", "3"},
	{"#b3123f", "#ff8fa3", "12 4 1 4 1 4", "2"},
	{"#5a3fd0", "#b7a9ff", "20 4 4 4", "2"},
}

const curvesStyle = `
.curves { background: #fff; color: #1f2328; font: 12px system-ui, sans-serif }
.curves text { fill: currentColor }
.curves .title { font-size: 17px; font-weight: 600 }
.curves .name { font-size: 13px; font-weight: 600; text-anchor: middle }
.curves .right { text-anchor: end }
.curves .center { text-anchor: middle }
.curves .grid { stroke: currentColor; stroke-width: 1; opacity: .15 }
.curves .dots, .curves .line { fill: none; stroke: currentColor; stroke-linecap: round }
.curves .dots { opacity: .65 }
.curves .line { stroke-width: 2; stroke-linejoin: round }
.curves .ring { fill: #fff; stroke: currentColor; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
.curves { background: #0d1117; color: #e6edf3 }
.curves .ring { fill: #0d1117 }
}
`

// WriteSVG writes the plot as a self-contained SVG file, for light and dark screens. It returns an
// error if no run contains a finite value, or if writing to w fails.
func (c Curves) WriteSVG(w io.Writer) error {
	c.Metric = cmp.Or(c.Metric, "metric")
	d := &drawing{y: 8}
	if c.Title != "" {
		d.y += lineHeight
		d.text("title", margin, c.Title, 40)
		d.y += 6
	}
	d.legend(c)
	legendEnd := d.y
	d.panel(c.Runs, "loss", EpochRecord.losses)
	d.panel(c.Runs, c.Metric, EpochRecord.metrics)
	if d.y == legendEnd {
		return errors.New("nn: Curves: no run has a number to draw; complete an epoch of Fit first")
	}
	style, epochs := curvesStyle, 1
	for i, r := range c.Runs {
		look := curveStyles[i%len(curveStyles)]
		style += fmt.Sprintf(".curves .run%d { color: %s }\n"+
			"@media (prefers-color-scheme: dark) { .curves .run%[1]d { color: %[3]s } }\n"+
			".curves .line.run%[1]d { stroke-dasharray: %[4]s; stroke-width: %[5]s }\n",
			i, look.light, look.dark, look.dashes, look.width)
		epochs = max(epochs, len(r.History))
	}
	// The dots inherit their size from the stroke-width of the svg element. All other strokes set
	// it.
	dot := min(max(3, 0.8*(plotRight-plotLeft)/float64(epochs)), 6)
	_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" `+
		`class="curves" role="img" stroke-width="%.1f">
<title>%s</title>
<desc>%s</desc>
<style>%s</style>
%s</svg>
`, curvesWidth, d.y+margin, dot, escaped(cmp.Or(c.Title, "loss and "+c.Metric)), escaped(c.numbers()), style, d)
	return err
}

func (r EpochRecord) losses() (training, validation float64)  { return r.Loss, r.ValLoss }
func (r EpochRecord) metrics() (training, validation float64) { return r.Metric, r.ValMetric }

// best returns the epoch with the ring. ok is false if there is none.
func (r Run) best() (best EpochRecord, ok bool) {
	for _, e := range r.History {
		if r.Epoch > 0 {
			if e.Epoch == r.Epoch && drawable(e.ValLoss) {
				return e, true
			}
			continue
		}
		if drawable(e.ValLoss) && (!ok || e.ValLoss < best.ValLoss) {
			best, ok = e, true
		}
	}
	return best, ok
}

// numbers returns the plot as text: a table per run, with at most 20 of its epochs.
func (c Curves) numbers() string {
	const most = 20
	var b strings.Builder
	for _, r := range c.Runs {
		fmt.Fprintf(&b, "%s:", r.Name)
		step := (len(r.History) + most - 2) / (most - 1)
		for i, e := range r.History {
			if i%step != 0 && i != len(r.History)-1 {
				continue
			}
			fmt.Fprintf(&b, " epoch %d", e.Epoch)
			for _, v := range []struct {
				name  string
				value float64
			}{
				{"loss", e.Loss}, {c.Metric, e.Metric},
				{"validation loss", e.ValLoss}, {"validation " + c.Metric, e.ValMetric},
			} {
				if drawable(v.value) {
					fmt.Fprintf(&b, ", %s %s", v.name, fourDigitsOrSmall(v.value))
				}
			}
			b.WriteByte(';')
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// legend explains dots, lines and rings. Then it lists the learning rate of each of several runs,
// and the values at its ring.
func (d *drawing) legend(c Curves) {
	const rate, epoch, loss = plotRight - 200, plotRight - 148, plotRight - 86 // right edges of columns
	has := slices.ContainsFunc[[]Run]
	validated := has(c.Runs, func(r Run) bool { _, ok := r.best(); return ok })
	rated := len(c.Runs) > 1 && has(c.Runs, func(r Run) bool { return r.rate() != "" })

	d.y += lineHeight
	d.path("dots", "M%g %gh.01", margin+3, d.y-4)
	d.text("", margin+12, "training", 10)
	if validated {
		d.path("line", "M%g %gh24", margin+84, d.y-4)
		d.text("", margin+114, "validation", 10)
		d.ring("", margin+202, d.y-4)
		if has(c.Runs, func(r Run) bool { return r.Epoch > 0 }) {
			d.text("", margin+214, "epoch of the result", 20)
		} else {
			d.text("", margin+214, "best epoch", 20)
		}
	}
	if validated || rated {
		d.y += lineHeight
	}
	if rated {
		d.text("right", rate, "rate", 10)
	}
	if validated {
		d.text("right", epoch, "epoch", 10)
		d.text("right", loss, "val. loss", 10)
		if has(c.Runs, func(r Run) bool { best, ok := r.best(); return ok && drawable(best.ValMetric) }) {
			d.text("right", plotRight, "val. "+c.Metric, 14)
		}
	}
	for i, r := range c.Runs {
		d.y += lineHeight
		d.path("dots "+runClass(i), "M%g %gh.01", margin+3, d.y-4)
		d.text("", margin+52, r.Name, 22)
		if rated {
			d.text("right", rate, r.rate(), 10)
		}
		if best, ok := r.best(); ok {
			d.path("line "+runClass(i), "M%g %gh36", margin+10, d.y-4)
			d.text("right", epoch, strconv.Itoa(best.Epoch), 10)
			d.text("right", loss, fourDigitsOrSmall(best.ValLoss), 10)
			d.text("right", plotRight, fourDigitsOrSmall(best.ValMetric), 10)
		}
	}
}

// rate returns the learning rate of the first epoch, or nothing if there is none.
func (r Run) rate() string {
	if len(r.History) == 0 || !(r.History[0].LearningRate > 0) {
		return ""
	}
	return strconv.FormatFloat(r.History[0].LearningRate, 'g', 3, 64)
}

// panel draws the values of all runs by epoch, or nothing if there are none. The function values
// returns the values of an epoch on the training set and on the validation set.
func (d *drawing) panel(runs []Run, name string, values func(EpochRecord) (float64, float64)) {
	var epochs, heights []float64
	for _, run := range runs {
		for _, e := range run.History {
			training, validation := values(e)
			epochs = append(epochs, float64(e.Epoch)-0.5, float64(e.Epoch)+0.5)
			heights = append(heights, training, validation)
		}
	}
	heights = slices.DeleteFunc(heights, func(v float64) bool { return !drawable(v) })
	if len(heights) == 0 {
		return
	}
	top := d.y + lineHeight + 8
	bottom := top + plotHeight

	y := newValueScale(heights)
	y.from, y.to = bottom, top
	for v := range y.ticks() {
		d.path("grid", "M%g %.1fH%g", plotLeft, y.at(v), plotRight)
		d.y = y.at(v) + 4
		if y.logarithmic {
			d.text("right", plotLeft-8, strconv.FormatFloat(v, 'g', 3, 64), 12)
		} else {
			d.text("right", plotLeft-8, number(v, y.decimals()), 12)
		}
	}
	if y.logarithmic {
		name += " (logarithmic)"
	}
	d.verticalText("name", margin+4, (top+bottom)/2, name, 24)
	x := newScale(epochs, 8, 1)
	x.from, x.to = plotLeft, plotRight
	d.y = bottom + 2*lineHeight
	d.text("name", (plotLeft+plotRight)/2, "epoch", 5)
	d.y = bottom + lineHeight
	for v := range x.ticks() {
		d.path("grid", "M%.1f %.1fv5", x.at(v), bottom)
		d.text("center", x.at(v), number(v, 0), 12)
	}

	for i, run := range runs {
		var dots, line strings.Builder
		lineTo := "M%.1f %.1fh.01"
		for _, e := range run.History {
			training, validation := values(e)
			if drawable(training) {
				fmt.Fprintf(&dots, "M%.1f %.1fh.01", x.at(float64(e.Epoch)), y.at(training))
			}
			if drawable(validation) {
				fmt.Fprintf(&line, lineTo, x.at(float64(e.Epoch)), y.at(validation))
				lineTo = "L%.1f %.1f"
			} else {
				lineTo = "M%.1f %.1fh.01"
			}
		}
		d.path("dots "+runClass(i), "%s", &dots)
		d.path("line "+runClass(i), "%s", &line)
	}
	for i, run := range runs {
		best, ok := run.best()
		if _, v := values(best); ok && drawable(v) {
			d.ring(runClass(i), x.at(float64(best.Epoch)), y.at(v))
		}
	}
	d.y = bottom + 2*lineHeight
}

// drawable reports whether v can be drawn. Larger values than 1e300 could overflow a scale.
func drawable(v float64) bool { return math.Abs(v) <= 1e300 }
