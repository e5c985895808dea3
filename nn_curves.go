package nn

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Curves is a plot of one or several training runs. It shows loss and metric per epoch, as dots for
// the training set and as a line for the validation set. A ring marks the lowest validation loss.
// Where the line starts to rise while the dots continue to fall, the network has begun to overfit.
//
// NaN and infinite values leave a gap. A panel without any finite value is left out.
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
	plotLeft    = 62.0 // the tick labels are to the left
	plotRight   = curvesWidth - margin
	plotHeight  = 180.0
	lineHeight  = 20.0
)

// Runs differ in colour. Colour-blind readers can distinguish these colours (after Okabe and Ito
// 2008). Each has one shade for a light and one for a dark background. Runs also differ in dashes,
// because a print can be without colour.
var (
	curveColors = [][2]string{
		{"#0072b2", "#56b4e9"}, {"#c44e00", "#ff9d4d"}, {"#00805d", "#3ddbaa"},
		{"#a9528a", "#f0a3d0"}, {"#7a6a00", "#f0e442"}, {"#444c56", "#c9d1d9"},
	}
	curveDashes = []string{"none", "9 5", "3 5", "12 5 3 5"}
)

const curvesStyle = `
.curves { background: #fff; color: #1f2328; font: 12px system-ui, sans-serif }
.curves text { fill: currentColor }
.curves .title { font-size: 17px; font-weight: 600 }
.curves .name { font-size: 14px; font-weight: 600 }
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
		shades := curveColors[i%len(curveColors)]
		style += fmt.Sprintf(".curves .run%d { color: %s }\n"+
			"@media (prefers-color-scheme: dark) { .curves .run%[1]d { color: %[3]s } }\n"+
			".curves .line.run%[1]d { stroke-dasharray: %[4]s }\n",
			i, shades[0], shades[1], curveDashes[i%len(curveDashes)])
		epochs = max(epochs, len(r.History))
	}
	// The dots inherit their size from the stroke-width of the svg element. All other strokes set
	// it.
	dot := min(max(3, 0.8*(plotRight-plotLeft)/float64(epochs)), 6)
	_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" `+
		`class="curves" role="img" stroke-width="%.1f">
<title>%s</title>
<style>%s</style>
%s</svg>
`, curvesWidth, d.y+margin, dot, escaped(cmp.Or(c.Title, "loss and "+c.Metric)), style, d)
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

// drawing is an SVG drawing that grows downwards. y is its current lower end.
type drawing struct {
	strings.Builder
	y float64
}

// text writes s on the line at d.y, abbreviated to the given number of characters.
func (d *drawing) text(class string, x float64, s string, length int) {
	if runes := []rune(s); len(runes) > length {
		s = string(runes[:length-1]) + "…"
	}
	fmt.Fprintf(d, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
		class, x, d.y, escaped(s))
}

// path draws a path of the given format. A path of almost no length, h.01, appears as a dot,
// because its ends are round.
func (d *drawing) path(class, format string, lengths ...any) {
	fmt.Fprintf(d, "<path class=\"%s\" d=\"%s\"/>\n", class, fmt.Sprintf(format, lengths...))
}

func (d *drawing) ring(class string, x, y float64) {
	fmt.Fprintf(d, "<circle class=\"ring %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/>\n", class, x, y)
}

func runClass(i int) string { return fmt.Sprintf("run%d", i) }

// legend explains dots, lines and rings, and lists the values of each run at its ring.
func (d *drawing) legend(c Curves) {
	const epoch, loss = plotRight - 196, plotRight - 108 // the right edges of these columns
	d.y += lineHeight
	d.path("dots", "M%g %gh.01", margin+3, d.y-4)
	d.text("", margin+12, "training", 10)
	if slices.ContainsFunc(c.Runs, func(r Run) bool { _, ok := r.best(); return ok }) {
		d.path("line", "M%g %gh16", margin+67, d.y-4)
		d.text("", margin+89, "validation", 10)
		d.ring("", epoch-79, d.y-4)
		d.text("right", epoch, "best epoch", 10)
		d.text("right", loss, "val. loss", 10)
		d.text("right", plotRight, "val. "+c.Metric, 14)
	}
	for i, r := range c.Runs {
		d.y += lineHeight
		d.path("dots "+runClass(i), "M%g %gh.01", margin+3, d.y-4)
		d.text("", margin+54, r.Name, 22)
		if best, ok := r.best(); ok {
			d.path("line "+runClass(i), "M%g %gh32", margin+12, d.y-4)
			d.text("right", epoch, strconv.Itoa(best.Epoch), 10)
			d.text("right", loss, number(best.ValLoss, 4), 10)
			d.text("right", plotRight, number(best.ValMetric, 4), 10)
		}
	}
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
	d.y += lineHeight + 16
	d.text("name", margin, name, 50)
	top := d.y + 16
	bottom := top + plotHeight

	y := newScale(heights, 5, 0)
	y.lo, y.hi = math.Floor(y.lo/y.step)*y.step, math.Ceil(y.hi/y.step)*y.step
	y.from, y.to = bottom, top
	decimals := max(0, int(math.Ceil(-math.Log10(y.step)-1e-9)))
	for v := range y.ticks() {
		d.path("grid", "M%g %.1fH%g", plotLeft, y.at(v), plotRight)
		d.y = y.at(v) + 4
		d.text("right", plotLeft-8, number(v, decimals), 12)
	}
	x := newScale(epochs, 8, 1)
	x.from, x.to = plotLeft, plotRight
	d.y = bottom + lineHeight
	d.text("right", plotLeft-8, "epoch", 5)
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
}

// scale maps values between lo and hi to positions between from and to. Its ticks are the multiples
// of step.
type scale struct{ lo, hi, step, from, to float64 }

// newScale returns a scale for the values. Its step is 1, 2 or 5 times a power of ten, at least
// smallest, and large enough that there are not many more than the given number of ticks.
func newScale(values []float64, ticks, smallest float64) scale {
	s := scale{lo: slices.Min(values), hi: slices.Max(values)}
	if size := max(-s.lo, s.hi); s.hi-s.lo <= max(1e-9*size, 1e-300) { // all values are equal
		half := cmp.Or(size/2, 1)
		s.lo, s.hi = s.lo-half, s.hi+half
	}
	least := max((s.hi-s.lo)/ticks, smallest)
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, s.step = range []float64{power, 2 * power, 5 * power, 10 * power} {
		if s.step >= least {
			break
		}
	}
	return s
}

func (s scale) at(v float64) float64 {
	return s.from + (v-s.lo)/(s.hi-s.lo)*(s.to-s.from)
}

func (s scale) ticks() iter.Seq[float64] {
	return func(yield func(float64) bool) {
		for k := math.Ceil(s.lo/s.step - 1e-9); k*s.step <= s.hi+1e-9*s.step; k++ {
			if !yield(k*s.step + 0) { // +0 turns -0 into 0
				return
			}
		}
	}
}

// drawable reports whether v can be drawn. Larger values than 1e300 could overflow a scale.
func drawable(v float64) bool { return math.Abs(v) <= 1e300 }

// number formats v with the given number of decimal places, or in scientific notation if that is
// shorter.
func number(v float64, decimals int) string {
	switch {
	case !drawable(v):
		return ""
	case math.Abs(v) >= 1e5 || decimals > 5:
		return strconv.FormatFloat(v, 'g', 4, 64)
	}
	return strconv.FormatFloat(v, 'f', decimals, 64)
}

// escaped returns s as text of an XML file.
func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a Builder never returns an error
	return b.String()
}
