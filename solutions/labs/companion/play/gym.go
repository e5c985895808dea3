package play

import (
	"fmt"
	"html"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"nn"
)

// Gym is the page on which the reader finds out which known mistake a training has. Evidence costs
// points, and so does a wrong answer.
type Gym struct {
	seed     uint64
	cases    []int // flaws in the order of the cases
	at       int
	t        *trainee
	shown    map[string]string // evidence as HTML, computed once
	choice   string            // the last answer
	points   int               // of the current case
	score    int               // of the cases before
	message  string
	answered bool
}

const (
	gymPoints = 10
	gymWrong  = 3
)

// evidences can be asked for, each at its price.
var evidences = []struct {
	name, label string
	price       int
	show        func(t *trainee) string
}{
	{"curve", "Curve of the loss", 1, (*trainee).curve},
	{"units", "Dead and equal units", 1, (*trainee).units},
	{"check", "Gradient check", 2, (*trainee).check},
	{"trace", "Trace of one step", 3, (*trainee).trace},
}

// NewGym returns the page with the cases of a seed. A class that uses the same seed has the same cases.
func NewGym(seed uint64) *Gym {
	g := &Gym{seed: seed, cases: rand.New(rand.NewPCG(seed, 0)).Perm(len(flaws))}
	g.begin()
	return g
}

func (g *Gym) begin() {
	g.t = newTrainee(flaws[g.cases[g.at]], g.seed*100+uint64(g.at))
	g.shown, g.points, g.answered, g.message, g.choice = map[string]string{}, gymPoints, false, "", ""
}

// Do performs an action of the reader: "ask" for evidence, "answer" with a name, "next" case, or
// "seed" for other cases.
func (g *Gym) Do(action string, a map[string]string) *Frame {
	switch value := a["value"]; action {
	case "ask":
		for _, e := range evidences {
			if e.name == value && g.shown[value] == "" {
				g.shown[value] = e.show(g.t)
				if !g.answered {
					g.points = max(g.points-e.price, 0)
				}
			}
		}
	case "answer":
		right := flaws[g.cases[g.at]].name
		g.choice = value
		switch {
		case g.answered:
		case value == right:
			g.answered = true
			g.score += g.points
			g.message = fmt.Sprintf("Right: %s. %d points.", right, g.points)
		default:
			g.points = max(g.points-gymWrong, 0)
			g.message = fmt.Sprintf("It is not this one: %s. %d points less.", value, gymWrong)
		}
	case "next":
		if g.answered && g.at+1 < len(g.cases) {
			g.at++
			g.begin()
		}
	case "seed":
		if n, err := strconv.ParseUint(strings.TrimSpace(value), 10, 16); err == nil {
			*g = *NewGym(n)
		} else {
			g.message = fmt.Sprintf("Seed: want a whole number from 0 to 65535; found %q. Still in use: %d.", value, g.seed)
		}
	}
	return g.frame()
}

func (g *Gym) frame() *Frame {
	var b strings.Builder
	state := fmt.Sprintf("This case is worth %d points now. Score of the cases before: %d.", g.points, g.score)
	if g.answered {
		state = fmt.Sprintf("Score: %d.", g.score)
	}
	fmt.Fprintf(&b, `<h2>Case %d of %d</h2><p>%s</p><div class="buttons" role="group" aria-label="Evidence">`, g.at+1, len(g.cases), state)
	for _, e := range evidences {
		fmt.Fprintf(&b, `<button data-gym="ask" data-value="%s" aria-pressed="%v">%s (%d)</button>`, e.name, g.shown[e.name] != "", e.label, e.price)
	}
	b.WriteString(`</div><p><label>The mistake is <select id="gym-name">`)
	for _, f := range flaws {
		fmt.Fprintf(&b, `<option%s>%s`, map[bool]string{true: " selected"}[f.name == g.choice], html.EscapeString(f.name))
	}
	b.WriteString(`</select></label> <button class="main" data-gym="answer">Answer</button>`)
	if g.answered && g.at+1 < len(g.cases) {
		b.WriteString(` <button data-gym="next">Next case</button>`)
	}
	b.WriteString("</p>")
	fmt.Fprintf(&b, `<p role="status"><strong id="gym-message">%s</strong></p>`, html.EscapeString(g.message))
	for _, e := range evidences {
		if text := g.shown[e.name]; text != "" {
			fmt.Fprintf(&b, `<section class="panel scroll"><h3>%s</h3>%s</section>`, e.label, text)
		}
	}
	return &Frame{HTML: map[string]string{"gym": b.String()}, Text: map[string]string{}, Values: map[string]string{"gym-seed": fmt.Sprint(g.seed)}, Errors: map[string]string{}, Pressed: map[string]bool{}}
}

func (t *trainee) curve() string {
	var h nn.History
	for i, L := range t.losses {
		h = append(h, nn.EpochRecord{Epoch: i + 1, Loss: L, Metric: math.NaN(), ValLoss: math.NaN(), ValMetric: math.NaN()})
	}
	return `<div class="chart">` + svgOf(nn.Curves{Runs: []nn.Run{{Name: "network", History: h}}}) + fmt.Sprintf(`</div><p>First epoch %s, last epoch %s. Guessing has 0.6931.</p>`, digits(t.losses[0]), digits(t.losses[len(t.losses)-1]))
}

// units counts the hidden units that return 0 for every example, and those that return the same as
// the unit before.
func (t *trainee) units() string {
	text := ""
	X := t.train.X
	for i, l := range t.layers {
		X = l.ForwardPropagation(X, false)
		if _, ok := l.(*nn.ReLUActivation); !ok {
			continue
		}
		dead, equal := 0, 0
		for j := range X.Cols {
			zero, same := true, j > 0
			for r := range X.Rows {
				zero = zero && X.At(r, j) == 0
				same = same && X.At(r, j) == X.At(r, j-1)
			}
			if zero {
				dead++
			} else if same {
				equal++
			}
		}
		text += fmt.Sprintf("<p>Hidden layer %d: of %d units %d are dead, and %d return the same as the unit before.</p>", i/2+1, X.Cols, dead, equal)
	}
	return text
}

// check compares the gradients of the backward pass with finite differences, at the weights before the
// training, because those after it can be far away, where all gradients are 0.
func (t *trainee) check() string {
	var trained []*nn.Matrix
	for k, p := range t.params {
		trained = append(trained, p.Value.Clone())
		p.Value.Copy(t.initial[k])
	}
	defer func() {
		for k, p := range t.params {
			p.Value.Copy(trained[k])
		}
	}()
	batch := t.train.Subset([]int{0, 1, 2, 3, 4, 5, 6, 7})
	E := func() float64 { return t.loss.Loss(batch.Y, t.forward(batch.X)) }
	var b strings.Builder
	b.WriteString(`<table class="numbers"><caption>Largest elements of the gradients for eight examples, before the training</caption><thead><tr><th scope="col">parameter<th scope="col">by backpropagation<th scope="col">finite difference<th scope="col">largest difference</tr></thead><tbody>`)
	t.gradients(batch.X, batch.Y)
	var backward []*nn.Matrix
	for _, p := range t.params {
		backward = append(backward, p.Grad.Clone())
	}
	for k, p := range t.params {
		numeric := finite(p.Value, E)
		largestB, largestN, off := 0.0, 0.0, 0.0
		for i, g := range backward[k].Data {
			largestB, largestN = max(largestB, math.Abs(g)), max(largestN, math.Abs(numeric.Data[i]))
			off = max(off, math.Abs(g-numeric.Data[i]))
		}
		difference := "below 1e-07" // the last digits of a finite difference depend on the processor
		if off >= 1e-7 {
			difference = fmt.Sprintf("%.1e", off)
		}
		fmt.Fprintf(&b, `<tr><th scope="row">%s%d<td>%s<td>%s<td>%s</tr>`, map[string]string{"weights": "W", "biases": "B"}[p.Name], k/2+1, digits(largestB), digits(largestN), difference)
	}
	return b.String() + "</tbody></table>"
}

// trace shows a step on three examples, of a copy of the numbers.
func (t *trainee) trace() string {
	batch := t.train.Subset([]int{0, 1, 2})
	Y := t.targets(t, batch.Y)
	var b strings.Builder
	b.WriteString(`<div class="matrices">`)
	yPred := t.forward(batch.X).Clone()
	for i, X := range t.inputs {
		b.WriteString(matrixTable(fmt.Sprintf("X of layer %d, %s", i+1, nn.LayerName(t.layers[i])), X))
	}
	b.WriteString(matrixTable("Y*", yPred) + matrixTable("Y of these examples", batch.Y) + matrixTable("Y that the loss gets", Y))
	dY := t.derivative(Y, yPred)
	for i := len(t.layers) - 1; i >= 0; i-- {
		b.WriteString(matrixTable(fmt.Sprintf("dY of layer %d", i+1), dY))
		dY = t.backward(t, i, dY)
	}
	var before []*nn.Matrix
	for _, p := range t.params {
		before = append(before, p.Value.Clone())
	}
	t.step(batch.X, Y)
	for k, p := range t.params[:2] {
		b.WriteString(matrixTable("before the step: "+p.Name+" of layer 1", before[k]) + matrixTable("gradient", p.Grad) + matrixTable("after the step, learning rate 0.3", p.Value))
	}
	for k, p := range t.params {
		p.Value.Copy(before[k])
	}
	return b.String() + "</div>"
}
