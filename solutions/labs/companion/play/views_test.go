package play

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"nn"
)

// The maps have the colour of the prediction at each place, the right way up, and the map of a unit
// has its output.
func TestPictures(t *testing.T) {
	e := open(t, "run=300")
	maps := e.pictures(-1, 0, false)
	discrete := e.pictures(-1, 0, true)
	for _, cell := range [][2]int{{0, 0}, {5, 40}, {20, 3}, {47, 47}} {
		x1 := Reach * (2*(float64(cell[1])+0.5)/planeCells - 1)
		x2 := Reach * (1 - 2*(float64(cell[0])+0.5)/planeCells)
		y := e.Predict([]float64{x1, x2})
		at := 4 * (cell[0]*planeCells + cell[1])
		red, green, blue := shade(2*y - 1)
		if got := maps[0].bytes[at : at+3]; got[0] != red || got[1] != green || got[2] != blue {
			t.Errorf("row %d, column %d: %v, want %v for %v", cell[0], cell[1], got, []byte{red, green, blue}, y)
		}
		red, green, blue = shade(math.Copysign(1, y-0.5))
		if got := discrete[0].bytes[at : at+3]; got[0] != red || got[1] != green || got[2] != blue {
			t.Errorf("discrete, row %d, column %d: %v", cell[0], cell[1], got)
		}
	}
	if n := len(maps); n != 1+7+8+8+1 || maps[8].ID != "u1-0" || maps[n-1].ID != "u3-0" {
		t.Fatalf("%d maps", n)
	}
	outputs := e.unitOutputs(e.grid)
	large := e.pictures(1, 3, false)[0].bytes
	for i := range planeCells * planeCells {
		red, _, _ := shade(outputs[1].At(i, 3))
		if large[4*i] != red {
			t.Fatalf("cell %d of unit 4: %d, want %d", i, large[4*i], red)
		}
	}
}

// The plane shows the points that train, with one mark per class, and on demand the others.
func TestOverlay(t *testing.T) {
	e := open(t, "points=100&share=30")
	count := func(svg, what string) int { return strings.Count(svg, what) }
	svg := e.overlay(false, nil)
	squares := 0
	for i := range e.train.Len() {
		x, y := toPlane(e.trainAt.At(i, 0), e.trainAt.At(i, 1))
		mark := fmt.Sprintf(`<circle class="c0" cx="%.1f" cy="%.1f"`, x, y)
		if e.train.Y.At(i, 0) == 1 {
			squares++
			mark = fmt.Sprintf(`<rect class="c1" x="%.1f" y="%.1f"`, x-2.8, y-2.8)
		}
		if !strings.Contains(svg, mark) {
			t.Errorf("no %s", mark)
		}
	}
	if count(svg, "<rect") != squares || count(svg, "<circle") != 30-squares {
		t.Errorf("%d squares and %d circles, want %d of 30", count(svg, "<rect"), count(svg, "<circle"), squares)
	}
	if n := count(svg, "<text"); n != 10 {
		t.Errorf("%d numbers at the axes, want 5 at each", n)
	}
	if svg := e.overlay(true, nil); count(svg, "<rect")+count(svg, "<circle") != 100 || count(svg, " validation") != 70 {
		t.Errorf("%d validation points", count(svg, " validation"))
	}
}

// The lines are as many as the weights, and those of negative weights are dashed.
func TestLines(t *testing.T) {
	e := open(t, "features=x2,sin1&hidden=3,2&run=20")
	svg, negative := e.drawnLines(false, "2.1"), 0
	for p := 0; p < len(e.parameter); p += 2 {
		for _, w := range e.parameter[p].Value.Data {
			if w < 0 {
				negative++
			}
		}
	}
	if n := strings.Count(svg, "<path"); n != 2*3+3*2+2 || strings.Count(svg, `"minus`) != negative || strings.Count(svg, "chosen") != 1 {
		t.Errorf("%d lines, %d dashed, want 14 and %d", n, strings.Count(svg, `"minus`), negative)
	}
	for w, want := range map[string]string{
		"0.0": "weight from input x₂ to unit 1 of layer 1", "0.5": "weight from input sin x₁ to unit 3 of layer 1",
		"2.3": "weight from unit 2 of layer 1 to unit 2 of layer 2", "3.1": "bias of unit 2 of layer 2", "4.1": "weight from unit 2 of layer 2 to the output unit",
	} {
		p, i, ok := e.parseWeight(w)
		if got := e.weightName(p, i); !ok || got != want {
			t.Errorf("%s is the %s, want %s", w, got, want)
		}
	}
}

// With a single example, the chain rule gives the gradient of the network.
func TestChainRule(t *testing.T) {
	e := open(t, "data=own&own=1+0.5+1&share=90&hidden=3,2")
	value := regexp.MustCompile(`∂L/∂w = x·∂L/∂z<td>([^<]*)</tr>`)
	for p := range e.parameter {
		for i := range e.parameter[p].Value.Data {
			backward, _ := e.Check(p, i)
			m := value.FindStringSubmatch(e.weightView(p, i, []float64{1, 0.5}))
			if m == nil || m[1] != digits6(backward) {
				t.Errorf("%s: the chain rule gives %v, want %s", e.weightName(p, i), m, digits6(backward))
			}
			// The lines need a pointer, so the unit has a button for each of its weights.
			button := fmt.Sprintf(`<button data-do="weight" data-w="%d.%d" aria-label="Chain rule of the %s">`, p, i, e.weightName(p, i))
			if unit := e.unitView(p/2+1, i%e.parameter[p].Value.Cols, []float64{1, 0.5}); !strings.Contains(unit, button) {
				t.Errorf("no %s in %s", button, unit)
			}
		}
	}
}

// The tangent of a straight line is the line itself.
func TestTangent(t *testing.T) {
	paths := regexp.MustCompile(`<path class="(f|tangent)" d="([^"]*)"`).FindAllStringSubmatch(functionGraph(activationOf("linear"), 1.5), -1)
	if len(paths) != 2 || paths[0][2] != paths[1][2] || !strings.HasPrefix(paths[0][2], "M0.0 225.5L2.0 223.6") {
		t.Errorf("f and its tangent: %.80q", paths)
	}
}

// A dead and a saturated unit are found, and the page says so.
func TestWarnings(t *testing.T) {
	e := open(t, "activation=relu&hidden=4")
	for i := range 2 {
		e.parameter[0].Value.Set(i, 2, 0)
	}
	e.parameter[1].Value.Data[2] = -1
	if h := e.Health(); h != (Health{Dead: 1}) || !strings.Contains(e.unitView(1, 2, []float64{1, 1}), "This unit is dead") {
		t.Errorf("%+v", h)
	}
	e = open(t, "activation=sigmoid&hidden=4")
	e.parameter[1].Value.Data[1] = 20
	if h := e.Health(); h != (Health{Saturated: 1}) || !strings.Contains(e.weightView(0, 1, []float64{1, 1}), "This unit is saturated") {
		t.Errorf("%+v", h)
	}
}

func TestPredictionText(t *testing.T) {
	p := NewPage()
	do(p, "open", "query", "data=and&hidden=&points=100&optimizer=rprop&run=60")
	for _, c := range [][3]string{{"1", "1", "class 1 (square)"}, {"-1", "1", "class 0 (circle)"}} {
		f := do(p, "example", "x1", c[0], "x2", c[1])
		if !strings.Contains(f.Text["prediction"], c[2]) || f.Values["x1"] != c[0] {
			t.Errorf("%v: %s", c, f.Text["prediction"])
		}
	}
	if f := do(p, "example", "x1", "0,5", "x2", "1"); !strings.Contains(f.Errors["run"], "want two coordinates") || f.Values["x1"] != "-1" {
		t.Errorf("%v", f.Errors)
	}
}

// Each stage of the next step shows the matrices of that stage.
func TestStages(t *testing.T) {
	p := NewPage()
	f := do(p, "view", "value", "step")
	for k, want := range []string{"Y = X·W + B", "L = -1/(n·m)", "dW = Xᵀ·dY", "W before"} {
		html := p.previewHTML()
		for j, other := range []string{"Y = X·W + B", "L = -1/(n·m)", "dW = Xᵀ·dY", "W before"} {
			if strings.Contains(html, other) != (k == j) {
				t.Errorf("stage %d: %q is wrong about %q", k+1, want, other)
			}
		}
		f = do(p, "stage", "by", "1")
	}
	if !strings.Contains(f.HTML["view"], "stage 1 of 4") {
		t.Error("after the last stage comes the first")
	}
}

// Layers of one width that drop the same units are no independent draws.
func TestDropoutOfEachLayer(t *testing.T) {
	e := open(t, "dropout=0.5")
	var masks []string
	for _, l := range e.net.Layers() {
		if d, ok := l.(*nn.Dropout); ok {
			ones := nn.NewMatrix(4, 8)
			for i := range ones.Data {
				ones.Data[i] = 1
			}
			masks = append(masks, d.ForwardPropagation(ones, true).String())
		}
	}
	if len(masks) != 2 || masks[0] == masks[1] {
		t.Errorf("the masks are %q, want two different ones", masks)
	}
}
