package play

import (
	"fmt"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"

	"nn"
)

// The picture of the network: a column of buttons for each layer, and a line for each weight. The
// lengths are in CSS pixels.
const (
	unitSize   = 46
	unitGap    = 6
	columnGap  = 112
	headerSize = 64
)

// widths returns the number of units drawn in each column. The first column has all inputs, whether
// the network uses them or not.
func (s *Settings) widths() []int {
	return append(append([]int{len(features)}, s.units()...), 1)
}

func (s *Settings) unitAt(column, j int) (x, y int) {
	return column * columnGap, headerSize + j*(unitSize+unitGap)
}

// diagram returns the buttons of the units and of the layers, without the lines.
func (s *Settings) diagram() string {
	var b strings.Builder
	widths := s.widths()
	w := (len(widths)-1)*columnGap + unitSize + 30
	h := headerSize + slices.Max(widths)*(unitSize+unitGap) + 4
	fmt.Fprintf(&b, `<div class="diagram" style="width:%dpx;height:%dpx"><svg id="lines" width="%[1]d" height="%[2]d" aria-hidden="true"></svg>`, w, h)
	fmt.Fprintf(&b, `<svg class="hits" width="%d" height="%d" aria-hidden="true">`, w, h)
	s.lines(func(p, i, x1, y1, x2, y2 int) {
		fmt.Fprintf(&b, `<path data-do="weight" data-w="%d.%d" d="M%d %dL%d %d"/>`, p, i, x1, y1, x2, y2)
	})
	b.WriteString("</svg>")
	chosen := s.chosen()
	for column, units := range widths {
		x, _ := s.unitAt(column, 0)
		switch {
		case column == 0:
			fmt.Fprintf(&b, `<div class="head" style="left:%dpx">inputs</div>`, x)
		case column == len(widths)-1:
			fmt.Fprintf(&b, `<div class="head" style="left:%dpx">output</div>`, x)
		default:
			fmt.Fprintf(&b, `<div class="head" style="left:%dpx">layer %d: %d<br><button data-do="units" data-layer="%[2]d" data-by="-1" aria-label="One unit less in layer %[2]d">−</button><button data-do="units" data-layer="%[2]d" data-by="1" aria-label="One unit more in layer %[2]d">+</button></div>`, x, column, units)
		}
		for j := range units {
			x, y := s.unitAt(column, j)
			name, more := s.unitName(column, j), ""
			if column == 0 {
				more = fmt.Sprintf(` data-feature="%s" aria-pressed="%v"`, features[j].name, slices.Contains(chosen, j))
			}
			fmt.Fprintf(&b, `<button class="unit" data-do="unit" data-layer="%d" data-unit="%d" style="left:%dpx;top:%dpx" aria-label="%s" title="%[5]s"%s><canvas id="%s" width="%d" height="%[8]d"></canvas>`,
				column, j, x, y, html.EscapeString(name), more, unitID(column, j), unitCells)
			if column == 0 {
				fmt.Fprintf(&b, `<span>%s</span>`, features[j].label)
			}
			b.WriteString("</button>")
		}
	}
	b.WriteString("</div>")
	return b.String()
}

// unitName returns the name of a unit in a sentence.
func (s *Settings) unitName(column, j int) string {
	switch widths := s.widths(); {
	case column == 0:
		return "input " + features[j].label
	case column == len(widths)-1:
		return "the output unit"
	default:
		return fmt.Sprintf("unit %d of layer %d", j+1, column)
	}
}

// lines calls draw for each weight, with its place in the parameters and the ends of its line.
func (s *Settings) lines(draw func(p, i, x1, y1, x2, y2 int)) {
	widths := s.widths()
	rows := s.chosen() // in the first column
	for column := 1; column < len(widths); column++ {
		from := widths[column-1]
		if column == 1 {
			from = len(rows)
		}
		for i := range from {
			row := i
			if column == 1 {
				row = rows[i]
			}
			x1, y1 := s.unitAt(column-1, row)
			for j := range widths[column] {
				x2, y2 := s.unitAt(column, j)
				draw(2*(column-1), i*widths[column]+j, x1+unitSize, y1+unitSize/2, x2, y2+unitSize/2)
			}
		}
	}
}

// drawnLines returns the lines of all weights: solid for positive and dashed for negative numbers,
// the thicker the larger. The numbers are the weights or, if gradients is true, their gradients.
func (e *Session) drawnLines(gradients bool, chosen string) string {
	values := func(p *nn.Param) []float64 { return p.Value.Data }
	scale := 1.5
	if gradients {
		if e.train.Len() == 0 {
			return ""
		}
		e.gradientOfLoss()
		values = func(p *nn.Param) []float64 { return p.Grad.Data }
		largest := 0.0
		for _, p := range e.parameter {
			for _, g := range p.Grad.Data {
				largest = max(largest, math.Abs(g))
			}
		}
		scale = 6 / max(largest, 1e-12)
	}
	var b strings.Builder
	e.lines(func(p, i, x1, y1, x2, y2 int) {
		v := values(e.parameter[p])[i]
		class := "plus"
		if v < 0 {
			class = "minus"
		}
		if chosen == fmt.Sprintf("%d.%d", p, i) {
			class += " chosen"
		}
		fmt.Fprintf(&b, `<path class="%s" d="M%d %dL%d %d" stroke-width="%.2f"/>`, class, x1, y1, x2, y2, min(0.3+scale*math.Abs(v), 7))
	})
	return b.String()
}

// weightName describes a weight or bias with its ends.
func (e *Session) weightName(p, i int) string {
	column := p/2 + 1
	units := e.parameter[p].Value.Cols
	to := e.unitName(column, i%units)
	if p%2 == 1 {
		return "bias of " + to
	}
	from := i / units
	if column == 1 {
		from = e.chosen()[from]
	}
	return fmt.Sprintf("weight from %s to %s", e.unitName(column-1, from), to)
}

// parseWeight reads the place of a weight, such as 0.3.
func (e *Session) parseWeight(text string) (p, i int, ok bool) {
	p, i, ok = parsePlace(text)
	return p, i, ok && e.hasWeight(p, i)
}

// parsePlace reads two numbers divided by a point.
func parsePlace(text string) (a, b int, ok bool) {
	first, second, _ := strings.Cut(text, ".")
	a, err1 := strconv.Atoi(first)
	b, err2 := strconv.Atoi(second)
	return a, b, err1 == nil && err2 == nil
}
