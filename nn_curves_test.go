// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// historyOf returns a history with the given validation losses and other values beside them.
func historyOf(valLosses ...float64) History {
	var h History
	for i, v := range valLosses {
		h = append(h, EpochRecord{Epoch: i + 1, Loss: v / 2, Metric: 0.75, ValLoss: v, ValMetric: 0.5})
	}
	return h
}

// svgElement is an element of a picture: its name, attributes and text.
type svgElement struct {
	name, text string
	attr       map[string]string
}

func (e svgElement) number(t *testing.T, name string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(e.attr[name], 64)
	if err != nil {
		t.Fatalf("%s of %v: %v", name, e, err)
	}
	return v
}

// drawCurves returns the elements of the picture and fails if it is not well-formed XML.
func drawCurves(t *testing.T, c Curves) []svgElement {
	t.Helper()
	var b bytes.Buffer
	if err := c.WriteSVG(&b); err != nil {
		t.Fatal(err)
	}
	var elements []svgElement
	in := xml.NewDecoder(&b)
	for {
		token, err := in.Token()
		if err == io.EOF {
			return elements
		}
		if err != nil {
			t.Fatalf("not XML: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := svgElement{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			elements = append(elements, e)
		case xml.CharData:
			if len(elements) > 0 {
				elements[len(elements)-1].text += strings.TrimSpace(string(token))
			}
		}
	}
}

// ofClass returns the elements whose class is the given one, from the panels and the legend.
func ofClass(elements []svgElement, class string) []svgElement {
	return slices.DeleteFunc(slices.Clone(elements), func(e svgElement) bool {
		return e.attr["class"] != class
	})
}

// points returns the points (x, y) of a path, and how often the pen was set down.
func points(t *testing.T, path string) (xy [][2]float64, strokes int) {
	t.Helper()
	strokes = strings.Count(path, "M")
	path = strings.NewReplacer("h.01", "", "M", ",", "L", ",").Replace(path)
	for _, point := range strings.Split(path, ",")[1:] {
		var x, y float64
		if n, err := fmt.Sscanf(point, "%g %g", &x, &y); n != 2 {
			t.Fatalf("path %q: %v", path, err)
		}
		xy = append(xy, [2]float64{x, y})
	}
	return xy, strokes
}

func TestCurvesPointsAndRings(t *testing.T) {
	// The first of the two lowest validation losses is that of epoch 3.
	elements := drawCurves(t, Curves{Runs: []Run{{Name: "a", History: historyOf(0.8, 0.6, 0.2, 0.4, 0.2)}}})
	lines, dots := ofClass(elements, "line run0"), ofClass(elements, "dots run0")
	if len(lines) != 3 || len(dots) != 3 { // in the legend, the loss and the metric
		t.Fatalf("%d lines and %d groups of dots, want 3", len(lines), len(dots))
	}
	line, strokes := points(t, lines[1].attr["d"])
	if len(line) != 5 || strokes != 1 {
		t.Fatalf("line of %d points in %d strokes, want 5 in 1", len(line), strokes)
	}
	train, strokes := points(t, dots[1].attr["d"])
	if len(train) != 5 || strokes != 5 {
		t.Fatalf("%d points in %d strokes, want 5 in 5", len(train), strokes)
	}
	// The scale is linear, and upwards: from 0.8 to 0.6 is half of the way from 0.6 to 0.2, and the
	// training loss is half of the validation loss.
	a, b, c := line[0][1], line[1][1], line[2][1]
	if !(a < b && b < c) || !(math.Abs((c-b)-2*(b-a)) <= 0.3) {
		t.Errorf("heights of 0.8, 0.6 and 0.2: %v, %v, %v", a, b, c)
	}
	if got := train[0][1]; !(math.Abs(got-line[3][1]) <= 0.1) {
		t.Errorf("training loss 0.4 at %v, validation loss 0.4 at %v", got, line[3][1])
	}
	for i := range 4 {
		if d := line[i+1][0] - line[i][0]; !(math.Abs(d-(plotRight-plotLeft)/5) <= 0.11) {
			t.Errorf("from epoch %d to the next %v, want a fifth of the width", i+1, d)
		}
	}

	rings := ofClass(elements, "ring run0")
	if len(rings) != 2 {
		t.Fatalf("%d rings, want one in each panel", len(rings))
	}
	for i, ring := range rings {
		line, _ := points(t, lines[i+1].attr["d"])
		if x, y := ring.number(t, "cx"), ring.number(t, "cy"); x != line[2][0] || y != line[2][1] {
			t.Errorf("ring at %v, %v, want %v", x, y, line[2])
		}
	}
	var texts []string
	for _, e := range elements {
		texts = append(texts, e.text)
	}
	for _, want := range []string{
		"a", "3", "0.2000", "0.5000", // the legend
		"loss", "0.0", "0.8", "metric", "0.50", "0.55", "0.75", "epoch", "1", "5", // the panels
	} {
		if !slices.Contains(texts, want) {
			t.Errorf("no text %q among %q", want, texts)
		}
	}
}

func TestCurvesGaps(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name                   string
		valLosses              []float64
		points, strokes, rings int
	}{
		{"none", []float64{3, 2, 1}, 3, 1, 2},
		{"NaN in the middle", []float64{3, nan, 2, 1}, 3, 2, 2},
		{"Inf at the ends", []float64{inf, 3, 2, -inf}, 2, 1, 2},
		{"single epochs between", []float64{3, nan, 2, nan, 1}, 3, 3, 2},
		{"one epoch", []float64{3}, 1, 1, 2},
		{"constant", []float64{2, 2, 2}, 3, 1, 2},
		{"constant zero", []float64{0, 0, 0}, 3, 1, 2},
		{"negative", []float64{-1, -2, -1}, 3, 1, 2},
		{"nearly constant", []float64{1, 1 + 1e-15, 1}, 3, 1, 2},
		{"tiny", []float64{5e-324, 0, 1e-310}, 3, 1, 2},
		{"smallest", []float64{5e-324, 0, 5e-324}, 3, 1, 2},
		{"huge", []float64{1e300, -1e300, math.MaxFloat64}, 2, 1, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := historyOf(c.valLosses...)
			for i := range h {
				h[i].Loss = h[i].ValLoss
			}
			elements := drawCurves(t, Curves{Runs: []Run{{Name: "run", History: h}}})
			xy, strokes := points(t, ofClass(elements, "line run0")[1].attr["d"])
			if len(xy) != c.points || strokes != c.strokes {
				t.Errorf("%d points in %d strokes, want %d in %d",
					len(xy), strokes, c.points, c.strokes)
			}
			if rings := len(ofClass(elements, "ring run0")); rings != c.rings {
				t.Errorf("%d rings, want %d", rings, c.rings)
			}
			ticks := 0
			for _, p := range xy {
				if !(p[0] >= plotLeft && p[0] <= plotRight && p[1] >= 0 && p[1] <= 400) {
					t.Errorf("point %v is outside", p)
				}
			}
			for _, e := range ofClass(elements, "grid") {
				if strings.Contains(e.attr["d"], "H") {
					ticks++
				}
			}
			if ticks < 4 || ticks > 14 {
				t.Errorf("%d lines of the grid in two panels", ticks)
			}
		})
	}
}

func TestCurvesWithoutValidationOrMetric(t *testing.T) {
	h := historyOf(3, 2, 1)
	for i := range h {
		h[i].ValLoss, h[i].ValMetric, h[i].Metric = math.NaN(), math.NaN(), math.NaN()
	}
	elements := drawCurves(t, Curves{Runs: []Run{{Name: "run", History: h}}})
	for _, e := range elements {
		if e.name == "circle" || e.text == "validation" || e.text == "metric" {
			t.Errorf("there is %v", e)
		}
	}
	if dots := ofClass(elements, "dots run0"); len(dots) != 2 {
		t.Errorf("%d groups of dots, want 2: legend and loss", len(dots))
	}
}

func TestCurvesEscapeAndCutText(t *testing.T) {
	name := `<&"'>` + "\x00"
	long := strings.Repeat("ü", 100)
	runs := []Run{{Name: name, History: historyOf(1)}, {Name: long, History: nil}}
	elements := drawCurves(t, Curves{Title: name, Metric: name, Runs: runs})
	found := 0
	for _, e := range elements {
		if e.text == `<&"'>`+"\ufffd" {
			found++
		}
		if e.name == "text" && len([]rune(e.text)) > 50 {
			t.Errorf("text of %d characters", len([]rune(e.text)))
		}
	}
	if found != 4 { // title, its element, the panel and the run
		t.Errorf("the text is there %d times, want 4", found)
	}
}

func TestCurvesAreTheSameBytesEachTime(t *testing.T) {
	c := Curves{Title: "t", Runs: []Run{{Name: "a", History: historyOf(3, 1, 2)}, {Name: "b", History: historyOf(2, 2)}}}
	var first, second bytes.Buffer
	if err := errors.Join(c.WriteSVG(&first), c.WriteSVG(&second)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two pictures of the same differ")
	}
	if text := first.String(); strings.Contains(text, "NaN") || strings.Contains(text, "%!") {
		t.Errorf("a number or a format went wrong:\n%s", text)
	}
}

func TestCurvesErrors(t *testing.T) {
	nan := math.NaN()
	for name, c := range map[string]Curves{
		"no run":       {},
		"no epoch":     {Runs: []Run{{Name: "a", History: nil}}},
		"nothing real": {Runs: []Run{{Name: "a", History: History{{Epoch: 1, Loss: nan, Metric: nan, ValLoss: nan, ValMetric: nan}}}}},
	} {
		if err := c.WriteSVG(io.Discard); err == nil || !strings.Contains(err.Error(), "Fit") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	broken, writer := io.Pipe()
	broken.CloseWithError(io.ErrShortWrite)
	if err := historyOf(1).WriteSVG(writer); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("error %v, want that of the writer", err)
	}
}

func TestScaleTicks(t *testing.T) {
	for _, c := range []struct {
		values          []float64
		ticks, smallest float64
		want            []float64
	}{
		{[]float64{0, 1}, 5, 0, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
		{[]float64{-3, 0.1}, 5, 0, []float64{-3, -2, -1, 0}},
		{[]float64{0.021, 0.049}, 5, 0, []float64{0.03, 0.04}},
		{[]float64{0.5, 1.5}, 8, 1, []float64{1}},
		{[]float64{0.5, 60.5}, 8, 1, []float64{10, 20, 30, 40, 50, 60}},
		{[]float64{1234, 5678}, 5, 0, []float64{2000, 3000, 4000, 5000}},
	} {
		s := newScale(c.values, c.ticks, c.smallest)
		got := slices.Collect(s.ticks())
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool {
			return math.Abs(a-b) <= 1e-12 && math.Signbit(a) == math.Signbit(b)
		}) {
			t.Errorf("ticks of %v: %v, want %v", c.values, got, c.want)
		}
	}
}

func TestCurvesNumbers(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		want     string
	}{
		{0.25, 4, "0.2500"}, {2, 0, "2"}, {-12345.6, 1, "-12345.6"},
		{123456, 4, "1.235e+05"}, {2e-7, 8, "2e-07"}, {math.NaN(), 4, ""},
	} {
		if got := number(c.v, c.decimals); got != c.want {
			t.Errorf("number(%v, %d) = %q, want %q", c.v, c.decimals, got, c.want)
		}
	}
}

func FuzzCurves(f *testing.F) {
	f.Add(1.0, 2.0, 0.5, 1, 2, "a")
	f.Add(math.Inf(1), math.NaN(), 1e-320, -5, 1<<30, "]]>")
	f.Add(math.Inf(1), math.NaN(), 1e-323, -35, 1<<30, "0")
	f.Fuzz(func(t *testing.T, a, b, c float64, first, second int, name string) {
		if !drawable(a) && !drawable(b) && !drawable(c) {
			return
		}
		h := History{{Epoch: first, Loss: a, Metric: b, ValLoss: c, ValMetric: a},
			{Epoch: second, Loss: b, Metric: c, ValLoss: a, ValMetric: b}}
		for _, e := range drawCurves(t, Curves{Title: name, Runs: []Run{{Name: name, History: h}}}) {
			for attr, value := range e.attr {
				if strings.Contains(value, "NaN") || strings.Contains(value, "Inf") {
					t.Errorf("%s of %s is %s", attr, e.name, value)
				}
			}
		}
	})
}
