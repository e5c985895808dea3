package play

import (
	"fmt"
	"html"
	"strings"

	"nn"
)

// stages are the parts of a training step, as a trace names them.
var stages = []struct{ way, title, text string }{
	{"forward", "Forward propagation", "Each layer computes Y from its X, and passes it on as the X of the next layer."},
	{"loss", "Loss", "The loss compares the predictions Y* with the targets Y. Its derivative dY* starts the backward pass."},
	{"backward", "Backward propagation", "From the last layer to the first: the gradients of the weights, and dX, which is the dY of the layer before."},
	{"update", "Update", "The optimizer changes every parameter with its gradient. The page shows a preview: the network itself has not changed."},
}

// Preview returns a trace of the next training step. It changes nothing, because it traces a copy
// of the session.
func (e *Session) Preview() (*nn.Trace, error) {
	if e.Err != nil {
		return nil, e.Err
	}
	twin, err := e.twin()
	if err != nil {
		return nil, err
	}
	defer twin.Close()
	if twin.Optimizer != marquardt {
		return twin.net.Trace(twin.nextBatch()), nil
	}
	before := twin.values()
	twin.Step()
	after := twin.values()
	for i, p := range twin.parameter {
		p.Value.Copy(before[i])
	}
	twin.net.Optimizer = nn.NewSGD(0, 0) // the updates are replaced
	trace, i := twin.net.Trace(twin.train), 0
	for k := range trace.Steps {
		if s := &trace.Steps[k]; s.Way == "update" {
			d := nn.NewMatrix(before[i].Rows, before[i].Cols)
			letter := []string{"W", "B"}[i%2]
			s.Name, s.Formula = "Levenberg-Marquardt", "(JᵀJ + λI)·d = -Jᵀe    "+letter+" ← "+letter+" + d"
			s.Matrices = []nn.TraceMatrix{{Name: letter + " before", Value: before[i]}, {Name: "d", Value: d.Sub(after[i], before[i])}, {Name: letter + " after", Value: after[i]}}
			i++
		}
	}
	return trace, nil
}

// values returns copies of all weights and biases.
func (e *Session) values() (all []*nn.Matrix) {
	for _, p := range e.parameter {
		all = append(all, p.Value.Clone())
	}
	return all
}

// stepView shows one stage of a trace.
func stepView(t *nn.Trace, stage int, marquardt bool) string {
	s := stages[stage]
	if marquardt {
		switch s.way {
		case "backward":
			s.text += " Here they are the gradients of the loss. Levenberg-Marquardt makes such a backward pass for each example alone: these are the rows of J."
		case "update":
			s.text = "One system of equations gives the step d of all parameters together. The page shows a preview: the network itself has not changed."
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<h3>Next step, stage %d of %d: %s</h3><p>%s</p>`, stage+1, len(stages), s.title, s.text)
	for _, step := range t.Steps {
		if step.Way != s.way {
			continue
		}
		number := ""
		if step.Number > 0 {
			number = fmt.Sprintf("(%d) ", step.Number)
		}
		fmt.Fprintf(&b, `<section class="%s"><h4>%s%s</h4><p class="formula" role="img" aria-label="%s">%s</p><div class="matrices">`,
			s.way, number, html.EscapeString(step.Name), html.EscapeString(Spoken(step.Formula)), html.EscapeString(step.Formula))
		for _, m := range step.Matrices {
			b.WriteString(tableOf(m.Name, meaningIn(step.Way, m.Name), m.Value))
		}
		b.WriteString("</div></section>")
	}
	return b.String()
}
