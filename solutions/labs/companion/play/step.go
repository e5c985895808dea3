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
	return twin.net.Trace(twin.nextBatch()), nil
}

// stepView shows one stage of a trace.
func stepView(t *nn.Trace, stage int) string {
	s := stages[stage]
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
			b.WriteString(matrixTable(m.Name, m.Value))
		}
		b.WriteString("</div></section>")
	}
	return b.String()
}
