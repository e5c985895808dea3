package play

import (
	"fmt"
	"html"
	"strings"

	"nn"
)

// keep sets the network that trains beside the one that the reader changes, or nil for none.
func (p *Page) keep(s *Session) {
	if p.kept != nil {
		p.kept.Close()
	}
	p.kept = s
}

// keepUp trains the kept network until it has as many epochs as the other one.
func (p *Page) keepUp() {
	for p.kept != nil && len(p.kept.net.History) < len(p.s.net.History) && p.kept.Epoch() {
	}
}

// keptHTML shows the kept network beside the other one: its output, how its settings differ, and the
// curves of both.
func (p *Page) keptHTML() string {
	k := p.kept
	if k == nil {
		return ""
	}
	var differences []string
	for _, f := range Fields {
		if a, b := f.text(&k.Settings), f.text(&p.s.Settings); a != b {
			differences = append(differences, fmt.Sprintf("%s %q instead of %q", f.Label, a, b))
		}
	}
	text := "No setting differs yet. Change one, and press Play: both networks train for equally many epochs."
	if len(differences) > 0 {
		text = "The other network has " + strings.Join(differences, "; ") + "."
	}
	c := nn.Curves{Metric: p.s.metricName(), Runs: []nn.Run{
		{Name: "this network", History: thinned(p.s.net.History, mostRecords)},
		{Name: "the other one", History: thinned(k.net.History, mostRecords)},
	}}
	return fmt.Sprintf(`<section class="panel"><h2>The other network</h2><p>%s</p><p><strong id="kept-status">%s</strong></p>
<div class="panels two"><div class="plane"><canvas id="plane2" width="%d" height="%[3]d" role="img" aria-label="Output of the other network over the plane"></canvas><div class="points">%[4]s</div></div><div class="chart">%s</div></div>
<div class="buttons"><button data-do="drop">Close the other network</button></div></section>`,
		html.EscapeString(text), html.EscapeString(k.status()), planeCells, k.overlay(p.validation, nil), svgOf(c))
}

// svgOf returns the curves as an SVG, or a sentence if there is nothing to draw yet.
func svgOf(c nn.Curves) string {
	var b strings.Builder
	if err := c.WriteSVG(&b); err != nil {
		return `<p>The curves appear after the first epoch.</p>`
	}
	return b.String()
}

// findings returns what the diagnosis of the training has found.
func (e *Session) findings() string {
	if len(e.diagnosis.Findings) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(`<ul class="warning">`)
	for _, f := range e.diagnosis.Findings {
		place := "Before epoch 1"
		if f.Epoch > 0 {
			place = fmt.Sprint("Epoch ", f.Epoch)
		}
		if f.Layer > 0 {
			place += fmt.Sprint(", layer ", f.Layer)
		}
		fmt.Fprintf(&b, "<li>%s: %s", place, html.EscapeString(f.Sentence))
	}
	return b.String() + "</ul>"
}

// race trains one network per optimizer, all from the same weights.
type race struct {
	sessions []*Session
	epochs   int    // complete ones
	absent   string // why Levenberg-Marquardt is not there
}

// raceEpochs is the length of a race.
const raceEpochs = 60

// raceRates are the learning rates of a race. Each suits its optimizer on the sets of the page.
var raceRates = []struct{ optimizer, rate string }{
	{"sgd", "0.5"}, {"momentum", "0.5"}, {"rmsprop", "0.01"}, {"adam", "0.02"}, {"adagrad", "0.1"}, {"rprop", "0.01"}, {"quickprop", "0.5"}, {marquardt, "0.01"},
}

// newRace returns a race with the given settings, except for the optimizers and their learning rates.
func newRace(s Settings) *race {
	r := &race{}
	for _, x := range raceRates {
		t := s
		t.Patience = 0
		t.Set("rate", x.rate)
		if err := t.Set("optimizer", x.optimizer); err != nil { // which sets the batch to all examples where it must
			r.absent = err.Error()
			continue
		}
		r.sessions = append(r.sessions, New(t))
	}
	return r
}

func (r *race) running() bool { return r != nil && r.epochs < raceEpochs }

// run trains each network for one epoch.
func (r *race) run() {
	if !r.running() {
		return
	}
	r.epochs++
	for _, e := range r.sessions {
		if e.Note == "" {
			e.Epoch()
		}
	}
	if r.epochs == raceEpochs {
		r.close()
	}
}

// close ends the sessions, because one that has trained keeps its memory otherwise.
func (r *race) close() {
	if r != nil {
		for _, e := range r.sessions {
			e.Close()
		}
	}
}

// view shows the curves and a table of the results.
func (r *race) view() string {
	start := `<h3>Optimizer race</h3><p>All networks begin with the same weights, as after Reset, and train with the settings above, except for the optimizer and its learning rate. Rprop, Quickprop and Levenberg-Marquardt see all examples in each step, the others mini-batches.</p><div class="buttons"><button data-do="race">Start the race</button></div>`
	if r == nil {
		return start
	}
	if r.absent != "" {
		start += message("Without Levenberg-Marquardt: " + r.absent + ".")
	}
	c := nn.Curves{Metric: r.sessions[0].metricName()}
	var rows strings.Builder
	for _, e := range r.sessions {
		c.Runs = append(c.Runs, nn.Run{Name: e.Optimizer, History: thinned(e.net.History, 30)})
		if n := len(e.net.History); n > 0 {
			last := e.net.History[n-1]
			rate := formatNumber(e.LearningRate)
			if e.Optimizer == marquardt {
				rate = "λ\u00a0" + formatNumber(e.Damping)
			}
			fmt.Fprintf(&rows, `<tr><th scope="row">%s<td>%s<td>%d<td>%s<td>%s<td>%s</tr>`, e.Optimizer, rate, last.Epoch, digits(last.Loss), digits(last.ValLoss), digits(last.Metric))
		}
	}
	return start + fmt.Sprintf(`<table class="numbers"><caption>After %d of %d epochs</caption><thead><tr><th scope="col">optimizer<th scope="col">rate<th scope="col">epoch<th scope="col">loss<th scope="col">validation loss<th scope="col">%s</tr></thead><tbody>%s</tbody></table><div class="chart">%s</div>`,
		r.epochs, raceEpochs, html.EscapeString(c.Metric), rows.String(), svgOf(c))
}
