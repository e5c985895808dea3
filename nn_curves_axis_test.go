// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// One spike does not press the other losses together: the axis becomes logarithmic. Values that a
// linear axis shows well, and values that are not positive, keep it.
func TestCurvesLogarithmicAxis(t *testing.T) {
	for _, c := range []struct {
		name        string
		losses      []float64
		logarithmic bool
	}{
		{"one spike", []float64{900, 0.9, 0.7, 0.5, 0.4, 0.35, 0.3, 0.28}, true},
		{"a spike in the middle", []float64{0.9, 0.7, 0.5, 80, 0.4, 0.35, 0.3, 0.28}, true},
		{"orders of magnitude", []float64{1, 0.1, 0.01, 0.001, 0.0001, 0.00001}, true},
		{"common", []float64{0.35, 0.12, 0.08, 0.06, 0.05}, false},
		{"spike above 0", []float64{900, 0.5, 0, 0.4, 0.3, 0.2, 0.2, 0.2}, false},
		{"negative", []float64{900, 0.5, -1, 0.4, 0.3, 0.2, 0.2, 0.2}, false},
		{"constant", []float64{1, 1, 1}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := historyOf(c.losses...)
			for i := range h {
				h[i].Loss, h[i].Metric, h[i].ValMetric = c.losses[i], math.NaN(), math.NaN()
			}
			elements := drawCurves(t, Curves{Runs: []Run{{Name: "run", History: h}}})
			marked := slices.ContainsFunc(elements, func(e svgElement) bool { return e.text == "loss (logarithmic)" })
			if marked != c.logarithmic {
				t.Errorf("marked as logarithmic: %v, want %v", marked, c.logarithmic)
			}
			xy, _ := points(t, ofClass(elements, "line run0")[1].attr["d"])
			ratio := math.Log(c.losses[0]/c.losses[1]) / math.Log(c.losses[1]/c.losses[2])
			got := (xy[1][1] - xy[0][1]) / (xy[2][1] - xy[1][1])
			if c.logarithmic && !(math.Abs(got-ratio) <= 0.05*math.Abs(ratio)) {
				t.Errorf("the first step is %v times as high as the second, want %v", got, ratio)
			}
			for _, p := range xy {
				if c.logarithmic && p[1] == xy[len(xy)-1][1] && p[0] != xy[len(xy)-1][0] {
					t.Errorf("two different losses have the same height: %v", xy)
				}
			}
		})
	}
}

func TestLogarithmicTicks(t *testing.T) {
	for _, c := range []struct {
		values, want []float64
	}{
		{[]float64{900, 0.5, 0.4, 0.3, 0.2}, []float64{0.1, 1, 10, 100, 1000}},
		{[]float64{1, 1e-7, 1e-9, 1e-10, 1e-11}, []float64{1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2, 1}},
	} {
		got := slices.Collect(newValueScale(c.values).ticks())
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*b }) {
			t.Errorf("ticks of %v: %v, want %v", c.values, got, c.want)
		}
	}
}

// Eight runs have eight lines that differ without colour: in their dashes or their width.
func TestCurvesLineStyles(t *testing.T) {
	var c Curves
	for i := range 8 {
		c.Runs = append(c.Runs, Run{Name: fmt.Sprint(i), History: historyOf(2, 1)})
	}
	var b strings.Builder
	if err := c.WriteSVG(&b); err != nil {
		t.Fatal(err)
	}
	styles := map[string]bool{}
	for _, m := range regexp.MustCompile(`\.line\.run\d \{ (stroke-dasharray: .*?; stroke-width: .*?) \}`).FindAllStringSubmatch(b.String(), -1) {
		styles[m[1]] = true
	}
	if len(styles) != 8 {
		t.Errorf("%d styles of lines, want 8: %v", len(styles), styles)
	}
}

// The plot contains its numbers as text, and names its axes.
func TestCurvesNumbersAsText(t *testing.T) {
	long := History{}
	for i := range 1000 {
		long = append(long, EpochRecord{Epoch: i + 1, Loss: 1, Metric: math.NaN(), ValLoss: math.NaN(), ValMetric: math.NaN()})
	}
	elements := drawCurves(t, Curves{Metric: "accuracy", Runs: []Run{
		{Name: "a", History: historyOf(0.5, 0.25)}, {Name: "b", History: long},
	}})
	i := slices.IndexFunc(elements, func(e svgElement) bool { return e.name == "desc" })
	if i < 0 {
		t.Fatal("the plot has no description")
	}
	text := elements[i].text
	const want = "a: epoch 1, loss 0.2500, accuracy 0.7500, validation loss 0.5000, validation accuracy 0.5000; epoch 2, "
	if !strings.HasPrefix(text, want) || !strings.Contains(text, "b: epoch 1, loss 1.0000; ") || !strings.HasSuffix(text, "epoch 1000, loss 1.0000;") {
		t.Errorf("description %q", text)
	}
	if n := strings.Count(text, "epoch "); n > 22 {
		t.Errorf("the description has %d epochs, want at most 20 of b", n)
	}
	for _, axis := range []string{"loss", "accuracy", "epoch"} {
		if !slices.ContainsFunc(ofClass(elements, "name"), func(e svgElement) bool { return e.text == axis }) {
			t.Errorf("no axis is named %s", axis)
		}
	}
}

// A comparison shows the learning rates; a single run does not.
func TestCurvesLearningRates(t *testing.T) {
	with := func(rate float64) History {
		h := historyOf(2, 1)
		h[0].LearningRate = rate
		return h
	}
	runs := []Run{{Name: "a", History: with(0.00003)}, {Name: "b", History: with(math.NaN())}}
	for n, want := range map[int]bool{1: false, 2: true} {
		var texts []string
		for _, e := range drawCurves(t, Curves{Runs: runs[:n]}) {
			texts = append(texts, e.text)
		}
		if slices.Contains(texts, "rate") != want || slices.Contains(texts, "3e-05") != want || slices.Contains(texts, "NaN") {
			t.Errorf("%d runs: texts %q", n, texts)
		}
	}
}

// Epoch moves the ring, and the legend has the values of that epoch.
func TestCurvesRingAtEpoch(t *testing.T) {
	elements := drawCurves(t, Curves{Runs: []Run{{Name: "a", History: historyOf(0.8, 0.2, 0.4), Epoch: 3}}})
	line, _ := points(t, ofClass(elements, "line run0")[1].attr["d"])
	if x := ofClass(elements, "ring run0")[0].number(t, "cx"); x != line[2][0] {
		t.Errorf("ring at %v, want %v, epoch 3", x, line[2][0])
	}
	if !slices.ContainsFunc(elements, func(e svgElement) bool { return e.text == "0.4000" }) {
		t.Error("the legend lacks the validation loss of epoch 3")
	}
}
