package play

import (
	"fmt"
	"html"
	"net/url"
	"strings"

	"nn"
)

// Views are the views of the panel "Look closer".
var Views = []struct{ Name, Label string }{
	{"unit", "Unit"}, {"weight", "Weight"}, {"example", "Example"}, {"step", "Next step"}, {"matrices", "Matrices"},
	{"surface", "Loss surface"}, {"race", "Race"}, {"table", "Table"}, {"program", "Go program"},
}

// frame returns everything that may have changed.
func (p *Page) frame() *Frame {
	s := p.s
	f := &Frame{HTML: map[string]string{}, Running: p.running || p.race.running(), Errors: p.problems, Link: p.link(),
		Values: map[string]string{}, Pictures: s.pictures(p.shown[0], p.shown[1], p.discrete)}
	for _, field := range Fields {
		f.Values[field.Name] = field.text(&s.Settings)
	}
	f.Values["x1"], f.Values["x2"] = formatNumber(p.example[0]), formatNumber(p.example[1])
	f.Values["speed"] = p.speed
	f.Text = map[string]string{
		"status": s.status(), "health": p.health(), "hover": p.hoverText(), "shown": p.shownText(),
		"prediction": p.predictionText(), "play": map[bool]string{true: "Pause", false: "Play"}[p.running],
	}
	for name, note := range s.notes() {
		f.Text["note-"+name] = note
	}
	f.Pressed = map[string]bool{"discrete": p.discrete, "validation": p.validation, "gradients": p.gradients}
	for _, tool := range []string{"predict", "0", "1", "remove"} {
		f.Pressed["tool-"+tool] = tool == p.tool
	}
	for _, v := range Views {
		f.Pressed["view-"+v.Name] = v.Name == p.view
	}
	chosen := ""
	if p.view == "weight" || p.view == "surface" {
		chosen = fmt.Sprintf("%d.%d", p.weights[0][0], p.weights[0][1])
	}
	p.send(f, "network", s.diagram())
	p.send(f, "lines", s.drawnLines(p.gradients, chosen))
	p.send(f, "overlay", s.overlay(p.validation, p.example))
	p.send(f, "curves", s.curves())
	p.send(f, "findings", s.findings())
	p.send(f, "kept", p.keptHTML())
	if p.kept != nil {
		map2 := p.kept.pictures(-1, 0, p.discrete)[0]
		map2.ID = "plane2"
		f.Pictures = append(f.Pictures, map2)
	}
	if x := experiment(p.experiment); x != nil {
		p.send(f, "experiment", x.view(p.variant))
	} else {
		p.send(f, "experiment", experimentList())
	}
	if slow := p.view == "step" || p.view == "surface" || p.view == "program"; !slow || !p.running && p.lastAction != "show" && p.lastAction != "hide" && p.lastAction != "hover" {
		p.send(f, "view", p.viewHTML())
	}
	return f
}

// link returns the query of a link to the page as it is. An experiment that has just been opened has
// a short one.
func (p *Page) link() string {
	q, _ := url.ParseQuery(p.s.Query()) // it has just been encoded
	if x := experiment(p.experiment); x != nil {
		if p.s.log.total == 0 && len(p.s.log.words) == 0 && p.variant == 0 && p.kept == nil {
			return "experiment=" + url.QueryEscape(x.Slug)
		}
		q.Set("guide", x.Slug)
		q.Set("variant", fmt.Sprint(p.variant))
	}
	for name, on := range map[string]bool{"discrete": p.discrete, "validation": p.validation, "gradients": p.gradients} {
		if on {
			q.Set(name, "1")
		}
	}
	if p.kept != nil {
		q.Set("kept", p.kept.Query())
	}
	if p.view != "unit" {
		q.Set("view", p.view)
	}
	return q.Encode()
}

// send adds HTML to the frame unless the page has it already. A new diagram has no lines yet.
func (p *Page) send(f *Frame, id, html string) {
	if p.sent[id] != html {
		p.sent[id] = html
		f.HTML[id] = html
		if id == "network" {
			delete(p.sent, "lines")
		}
	}
}

// viewHTML returns the chosen view.
func (p *Page) viewHTML() string {
	s := p.s
	switch p.view {
	case "step":
		return p.previewHTML()
	case "matrices":
		return s.matricesView()
	case "table":
		return s.historyTable()
	case "program":
		text := s.Program("nn")
		return fmt.Sprintf(`<h3>Go program that continues</h3><p>Save it in the repository's folder <code>continue/main.go</code> and run <code>go run ./continue</code>. <a download="main.go" href="data:text/plain;charset=utf-8,%s">Download</a></p><pre tabindex="0">%s</pre>`,
			url.PathEscape(text), html.EscapeString(text))
	}
	if s.train.Len() == 0 { // the other views compute with the points
		return message("There are no points.")
	}
	switch p.view {
	case "weight":
		return s.weightView(p.weights[0][0], p.weights[0][1], p.example)
	case "example":
		return s.exampleView(p.example)
	case "race":
		return p.race.view()
	case "surface":
		return s.surfaceView(p.weights[0], p.weights[1])
	}
	return s.unitView(p.unit[0], p.unit[1], p.example)
}

// previewHTML returns a stage of the trace of the next step.
func (p *Page) previewHTML() string {
	if key := p.s.Query(); p.trace == nil || p.traceOf != key {
		t, err := p.s.Preview()
		if err != nil {
			p.trace = nil
			return message(err.Error())
		}
		p.trace, p.traceOf = t, key
	}
	return `<p class="buttons"><button data-do="stage" data-by="-1">Previous stage</button><button data-do="stage" data-by="1">Next stage</button><button id="auto">Autoplay</button></p>` +
		stepView(p.trace, p.stage, p.s.Optimizer == marquardt)
}

func (p *Page) hoverText() string {
	if q, i, ok := p.s.parseWeight(p.hover); ok {
		return fmt.Sprintf("%s: %s", p.s.weightName(q, i), digits(p.s.parameter[q].Value.Data[i]))
	}
	return "Point at a line or choose it to see its weight."
}

func (p *Page) shownText() string {
	if p.shown[0] < 0 {
		return "the network's output"
	}
	if widths := p.s.widths(); p.shown[0] < len(widths) && p.shown[1] >= 0 && p.shown[1] < widths[p.shown[0]] {
		return p.s.unitName(p.shown[0], p.shown[1])
	}
	return ""
}

// predictionText returns the prediction for the chosen example.
func (p *Page) predictionText() string {
	y := p.s.Predict(p.example)
	at := fmt.Sprintf("(%s, %s)", digits(p.example[0]), digits(p.example[1]))
	if p.s.regression() {
		return fmt.Sprintf("%s: the network predicts %s", at, digits(y))
	}
	name := "class 0 (circle)"
	if y > 0.5 {
		name = "class 1 (square)"
	}
	return fmt.Sprintf("%s: %s, probability of class 1: %s", at, name, digits(y))
}

// Predict returns the prediction for a point of the plane.
func (e *Session) Predict(at []float64) float64 {
	outputs := e.unitOutputs(e.inputs(nn.MatrixOf(at)))
	return outputs[len(outputs)-1].At(0, 0)
}

func experimentList() string {
	text := `<p>Choose an experiment:</p><ul class="list">`
	for _, x := range Experiments {
		text += fmt.Sprintf(`<li><button data-do="experiment" data-slug="%s" data-variant="0">%s</button>`, x.Slug, html.EscapeString(x.Title))
	}
	return text + "</ul>"
}

// status says how far the training is.
func (e *Session) status() string {
	text := "not trained yet"
	name := e.metricName()
	if n := len(e.net.History); n > 0 {
		r := e.net.History[n-1]
		text = fmt.Sprintf("epoch %d: loss %s, %s %s", r.Epoch, digits(r.Loss), name, digits(r.Metric))
		if e.validation != nil {
			text += fmt.Sprintf("; validation loss %s, %s %s", digits(r.ValLoss), name, digits(r.ValMetric))
		}
	}
	if b := e.batch; b.Done > 0 {
		text += fmt.Sprintf("; batch %d of epoch %d", b.Batch, b.Epoch)
	}
	if e.Note != "" {
		text += " - " + e.Note
	}
	if e.Err != nil {
		text += " - " + strings.TrimPrefix(e.Err.Error(), "nn: ")
	}
	return text
}

// health says how many units have stopped learning.
func (p *Page) health() string {
	h := p.s.Health()
	switch p.s.Activation {
	case "relu":
		return fmt.Sprintf("dead units: %d", h.Dead)
	case "linear":
		return ""
	}
	return fmt.Sprintf("saturated units: %d", h.Saturated)
}

// message escapes a message for the page.
func message(text string) string { return "<p>" + html.EscapeString(text) + "</p>" }
