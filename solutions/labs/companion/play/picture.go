package play

import (
	"fmt"
	"html"
	"math"
	"strings"

	"nn"
)

const (
	planeCells = 48 // cells in a row of the large map
	unitCells  = 24 // cells in a row of a unit's map
)

// gridPoints returns the coordinates of the cells of a map, row by row from the top left.
func gridPoints(cells int) *nn.Matrix {
	at := nn.NewMatrix(cells*cells, 2)
	for i := range at.Rows {
		at.Set(i, 0, Reach*(2*(float64(i%cells)+0.5)/float64(cells)-1))
		at.Set(i, 1, -Reach*(2*(float64(i/cells)+0.5)/float64(cells)-1))
	}
	return at
}

// unitOutputs returns the outputs of the units of all layers for the inputs X (n, in). The first
// element is X, the next are the outputs of the hidden layers, and the last is the output of the
// network.
func (e *Session) unitOutputs(X *nn.Matrix) (outputs []*nn.Matrix) {
	outputs = append(outputs, X)
	for _, l := range e.net.Layers() {
		X = l.ForwardPropagation(X, false)
		switch l.(type) {
		case *nn.DenseLayer, *nn.Dropout: // not yet the output of a unit, or equal to it
		default:
			outputs = append(outputs, X.Clone())
		}
	}
	return outputs
}

// shades returns the values of unit j of a layer, which is not the inputs, as numbers from -1 to 1, to
// be shown as colours.
func (e *Session) shades(outputs []*nn.Matrix, layer, j int) []float64 {
	m := outputs[layer]
	values := make([]float64, m.Rows)
	largest, last := 1.0, layer == len(outputs)-1
	for i := range values {
		values[i] = m.At(i, j)
		if last && !e.regression() || !last && e.Activation == "sigmoid" {
			values[i] = 2*values[i] - 1
		}
		if !math.IsInf(values[i], 0) && !last {
			largest = max(largest, math.Abs(values[i]))
		}
	}
	for i := range values {
		values[i] /= largest
	}
	return values
}

// Picture is a map as bytes: red, green, blue and opacity of each cell.
type Picture struct {
	ID    string
	Cells int
	bytes []byte
}

// unitID returns the name of unit j of a layer on the page.
func unitID(layer, j int) string { return fmt.Sprintf("u%d-%d", layer, j) }

// pictures returns the maps of all units and the large map. The large one shows the given unit, or
// the output if its layer is negative.
func (e *Session) pictures(layer, j int, discrete bool) []Picture {
	if e.grid == nil {
		e.grid = e.inputs(gridPoints(planeCells))
		e.smallGrid = gridPoints(unitCells)
	}
	outputs := e.unitOutputs(e.grid)
	last := len(outputs) - 1
	if layer < 0 || layer > last || layer > 0 && j >= outputs[layer].Cols {
		layer, j = last, 0
	}
	var large []float64
	if layer == 0 {
		large = inputShades(gridPoints(planeCells), j)
	} else {
		large = e.shades(outputs, layer, j)
	}
	maps := []Picture{{"plane", planeCells, colours(large, discrete)}}
	for j := range features {
		maps = append(maps, Picture{unitID(0, j), unitCells, colours(inputShades(e.smallGrid, j), false)})
	}
	const every = planeCells / unitCells
	for layer := 1; layer <= last; layer++ {
		for j := range outputs[layer].Cols {
			all, some := e.shades(outputs, layer, j), []float64{}
			for r := every / 2; r < planeCells; r += every {
				for c := every / 2; c < planeCells; c += every {
					some = append(some, all[r*planeCells+c])
				}
			}
			maps = append(maps, Picture{unitID(layer, j), unitCells, colours(some, discrete && layer == last)})
		}
	}
	return maps
}

// inputShades returns the values of input number j at the coordinates.
func inputShades(at *nn.Matrix, j int) []float64 {
	values := make([]float64, at.Rows)
	largest := 1.0
	for i := range values {
		values[i] = features[j].of(at.At(i, 0), at.At(i, 1))
		largest = max(largest, math.Abs(values[i]))
	}
	for i := range values {
		values[i] /= largest
	}
	return values
}

// colours returns blue for 1, orange for -1, and mixtures with white between them.
func colours(values []float64, discrete bool) []byte {
	bytes := make([]byte, 0, 4*len(values))
	for _, v := range values {
		if discrete {
			v = math.Copysign(1, v)
		}
		red, green, blue := shade(v)
		bytes = append(bytes, red, green, blue, 255)
	}
	return bytes
}

// shade returns the colour of v: blue for 1 or more, orange for -1 or less, white for 0, grey for NaN.
func shade(v float64) (red, green, blue byte) {
	full := [3]float64{0, 114, 178}
	if v < 0 {
		full = [3]float64{230, 120, 20}
	}
	if math.IsNaN(v) {
		return 128, 128, 128
	}
	v = 0.75 * min(math.Abs(v), 1)
	mix := func(c float64) byte { return byte(255 - v*(255-c)) }
	return mix(full[0]), mix(full[1]), mix(full[2])
}

// planeSize is the size of the plane in the units of its SVG.
const planeSize = 300.0

func toPlane(x1, x2 float64) (x, y float64) {
	return (x1 + Reach) / (2 * Reach) * planeSize, (Reach - x2) / (2 * Reach) * planeSize
}

// overlay returns the points, the axes and the chosen example, as an SVG over the large map.
func (e *Session) overlay(validation bool, example []float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="0 0 %v %[1]v" aria-hidden="true">`, planeSize)
	for v := -2.0; v <= 2; v++ {
		x, y := toPlane(v, v)
		fmt.Fprintf(&b, `<path class="tick" d="M%.1f %vv-5M0 %.1fh5"/><text x="%.1f" y="%v">%v</text><text x="14" y="%.1f">%[6]v</text>`, x, planeSize, y, x, planeSize-8, v, y+3)
	}
	e.marks(&b, e.trainAt, e.train, "")
	if validation && e.validation != nil {
		e.marks(&b, e.validationAt, e.validation, " validation")
	}
	if len(example) == 2 {
		x, y := toPlane(example[0], example[1])
		fmt.Fprintf(&b, `<path class="example" d="M%.1f %.1fm-8 0h16m-8 -8v16"/>`, x, y)
	}
	b.WriteString("</svg>")
	return b.String()
}

// marks draws class 0 as circles and class 1 as squares. Targets that are numbers have a colour
// between, and are circles.
func (e *Session) marks(b *strings.Builder, at *nn.Matrix, d *nn.Dataset, class string) {
	for i := range at.Rows {
		x, y := toPlane(at.At(i, 0), at.At(i, 1))
		switch target := d.Y.At(i, 0); {
		case e.regression():
			red, green, blue := shade(target / 0.75)
			fmt.Fprintf(b, `<circle class="number%s" cx="%.1f" cy="%.1f" r="3.2" style="fill:rgb(%d,%d,%d)"/>`, class, x, y, red, green, blue)
		case target == 1:
			fmt.Fprintf(b, `<rect class="c1%s" x="%.1f" y="%.1f" width="5.6" height="5.6"/>`, class, x-2.8, y-2.8)
		default:
			fmt.Fprintf(b, `<circle class="c0%s" cx="%.1f" cy="%.1f" r="3.2"/>`, class, x, y)
		}
	}
}

// mostRecords is the number of epochs that the curves show. Of a longer training they show every
// second epoch, or every third, and so on.
const mostRecords = 150

// thinned returns at most the given number of records, at equal distances, and the last one.
func thinned(h nn.History, most int) nn.History {
	step := (len(h) + most - 1) / most
	var shown nn.History
	for i := 0; i < len(h); i += max(step, 1) {
		shown = append(shown, h[i])
	}
	if n := len(h); n > 0 && shown[len(shown)-1].Epoch != h[n-1].Epoch {
		shown = append(shown, h[n-1])
	}
	return shown
}

// curves returns an SVG of loss and metric.
func (e *Session) curves() string {
	return svgOf(nn.Curves{Metric: e.metricName(), Runs: []nn.Run{{Name: "network", History: thinned(e.net.History, mostRecords)}}})
}

// historyTable returns the numbers of the curves.
func (e *Session) historyTable() string {
	var b strings.Builder
	name := html.EscapeString(e.metricName())
	fmt.Fprintf(&b, `<table class="numbers"><caption>Loss and %s by epoch</caption><thead><tr><th scope="col">epoch<th scope="col">loss<th scope="col">validation loss<th scope="col">%[1]s<th scope="col">validation %[1]s</tr></thead><tbody>`, name)
	for _, r := range thinned(e.net.History, 20) {
		fmt.Fprintf(&b, `<tr><th scope="row">%d<td>%s<td>%s<td>%s<td>%s</tr>`, r.Epoch, digits(r.Loss), digits(r.ValLoss), digits(r.Metric), digits(r.ValMetric))
	}
	b.WriteString("</tbody></table>")
	return b.String()
}

// digits formats a number for the page, with four decimal places or an exponent.
func digits(v float64) string {
	if v == 0 {
		v = 0 // not -0
	}
	switch a := math.Abs(v); {
	case math.IsNaN(v):
		return "-"
	case a >= 1e5 || a > 0 && a < 5e-4:
		return minus(fmt.Sprintf("%.3g", v))
	}
	return minus(fmt.Sprintf("%.4f", v))
}

// minus replaces the hyphens of a number by minus signs, after which a line cannot break.
func minus(number string) string { return strings.ReplaceAll(number, "-", "−") }
