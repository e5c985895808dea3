package play

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"nn"
)

// Page holds a session, and the choices of the reader on the page.
type Page struct {
	s        *Session
	problems map[string]string // by the name of the setting
	running  bool
	speed    string

	shown      [2]int    // layer and unit on the large map, layer -1 for the output
	unit       [2]int    // the chosen unit
	weights    [2][2]int // the weight that was chosen last, and the one before
	hover      string
	example    []float64 // coordinates of the chosen example
	tool       string    // what a click into the plane does: "predict", "0", "1" or "remove"
	discrete   bool
	validation bool
	gradients  bool
	view       string
	stage      int
	experiment string
	variant    int
	kept       *Session // the network that trains beside the other one, nil for none
	race       *race    // nil if it has not begun

	trace      *nn.Trace
	traceOf    string            // query of the session that trace belongs to
	sent       map[string]string // HTML that the page has
	lastAction string
}

// Frame holds the changes of the page after an action.
type Frame struct {
	HTML     map[string]string
	Text     map[string]string
	Values   map[string]string // of the settings that are used
	Errors   map[string]string // messages by the name of the setting
	Pressed  map[string]bool   // state of the buttons by id
	Running  bool
	Link     string
	Pictures []Picture
}

// Pixels returns the bytes of all pictures, one after the other.
func (f *Frame) Pixels() (bytes []byte) {
	for _, p := range f.Pictures {
		bytes = append(bytes, p.bytes...)
	}
	return bytes
}

// NewPage returns a page with the usual session.
func NewPage() *Page {
	p := &Page{speed: "normal", tool: "predict", view: "unit", problems: map[string]string{}, sent: map[string]string{}}
	p.use(New(Usual))
	return p
}

// use replaces the session.
func (p *Page) use(s *Session) {
	if p.s != nil && p.s != s {
		p.s.Close()
	}
	p.s = s
	p.shown, p.unit = [2]int{-1, 0}, [2]int{len(s.units()) + 1, 0}
	if len(s.units()) > 0 {
		p.unit = [2]int{1, 0}
	}
	p.weights = [2][2]int{{0, 0}, {1, 0}}
	if len(s.parameter[0].Value.Data) > 1 {
		p.weights[1] = [2]int{0, 1}
	}
	if p.example == nil {
		p.example = []float64{1, 0.5}
	}
}

// Do performs an action of the reader, and returns the changes of the page. An action that cannot
// be done changes nothing, and the frame says why.
func (p *Page) Do(action string, a map[string]string) *Frame {
	p.lastAction = action
	delete(p.problems, "run")
	if err := p.do(action, a); err != nil {
		name := a["name"]
		if field(name) == nil {
			name = "run"
		}
		p.problems[name] = err.Error()
	}
	p.keepUp()
	return p.frame()
}

func (p *Page) do(action string, a map[string]string) error {
	n := func(name string) int { v, _ := strconv.Atoi(a[name]); return v }
	switch action {
	case "open":
		return p.open(strings.TrimPrefix(a["query"], "#"))
	case "set":
		return p.set(a["name"], a["value"])
	case "play":
		p.running = !p.running && p.s.Err == nil
	case "tick":
		if p.running {
			p.train()
		}
		p.race.run()
	case "batch":
		p.running = false
		p.s.Step()
	case "epoch":
		p.running = false
		p.s.Epoch()
	case "reset":
		p.running = false
		p.use(New(p.s.Settings))
		if p.kept != nil {
			p.keep(New(p.kept.Settings))
		}
	case "keep":
		p.running = false
		p.keep(New(p.s.Settings))
		p.use(New(p.s.Settings))
	case "drop":
		p.keep(nil)
	case "race":
		p.race.close()
		p.race = newRace(p.s.Settings)
		p.view = "race"
	case "seed":
		return p.set("seed", fmt.Sprint(p.s.Seed+1))
	case "speed":
		p.speed = a["value"]
	case "layers", "units":
		return p.resize(action, n("layer"), n("by"))
	case "unit":
		return p.chooseUnit(n("layer"), n("unit"), a["feature"])
	case "show":
		p.shown = [2]int{n("layer"), n("unit")}
	case "hide":
		p.shown = [2]int{-1, 0}
	case "hover":
		p.hover = a["w"]
	case "weight":
		if q, i, ok := p.s.parseWeight(a["w"]); ok && p.weights[0] != [2]int{q, i} {
			p.weights = [2][2]int{{q, i}, p.weights[0]}
		}
		if p.view != "surface" {
			p.view = "weight"
		}
	case "setweight":
		q, i, ok := p.s.parseWeight(a["w"])
		if !ok {
			return fmt.Errorf("there is no weight %q", a["w"])
		}
		return p.s.SetWeight(q, i, a["value"])
	case "click":
		return p.click(a)
	case "example":
		x1, err1 := parseNumber(a["x1"])
		x2, err2 := parseNumber(a["x2"])
		if err1 != nil || err2 != nil || max(x1, -x1, x2, -x2) > Reach {
			return fmt.Errorf("example: want two coordinates from -%v to %[1]v; found %q and %q", Reach, a["x1"], a["x2"])
		}
		p.example = []float64{x1, x2}
	case "tool":
		p.tool = a["value"]
	case "discrete":
		p.discrete = !p.discrete
	case "validation":
		p.validation = !p.validation
	case "gradients":
		p.gradients = !p.gradients
	case "view":
		p.view = a["value"]
	case "stage":
		p.stage = (p.stage + n("by") + len(stages)) % len(stages)
	case "experiment":
		return p.guide(a["slug"], n("variant"))
	default:
		return fmt.Errorf("the page does not know the action %q", action)
	}
	return nil
}

// open opens a link: a session, or an experiment.
func (p *Page) open(query string) error {
	q, _ := url.ParseQuery(query) // Parse reports an error
	if q.Has("experiment") {
		return p.guide(q.Get("experiment"), 0)
	}
	p.experiment, p.variant = "", 0
	if x := experiment(q.Get("guide")); x != nil {
		p.experiment = x.Slug
		if v, err := strconv.Atoi(q.Get("variant")); err == nil && v >= 0 && v < len(x.Variants) {
			p.variant = v
		}
	}
	p.discrete, p.validation, p.gradients = q.Has("discrete"), q.Has("validation"), q.Has("gradients")
	p.view = "unit"
	for _, v := range Views {
		if v.Name == q.Get("view") {
			p.view = v.Name
		}
	}
	s, problems := Parse(query)
	p.race.close()
	p.running, p.race = false, nil
	p.use(s)
	p.keep(nil)
	if q.Has("kept") {
		kept, wrong := Parse(q.Get("kept"))
		p.keep(kept)
		for name, problem := range wrong {
			problems["run"] = "the network beside: " + name + ": " + problem
		}
	}
	p.problems = problems
	return nil
}

// guide sets the stage for a variant of an experiment.
func (p *Page) guide(slug string, variant int) error {
	x := experiment(slug)
	if x == nil {
		p.experiment = ""
		if slug == "" {
			return nil
		}
		return fmt.Errorf("there is no experiment %q", slug)
	}
	p.experiment, p.variant = slug, min(max(variant, 0), len(x.Variants)-1)
	s, _ := Parse(x.Variants[p.variant].Query)
	p.running, p.problems, p.validation = false, map[string]string{}, true
	p.use(s)
	p.keep(nil)
	return nil
}

// set changes a setting. What starts a new session also pauses.
func (p *Page) set(name, text string) error {
	s, err := p.s.Change(name, text)
	if err != nil {
		return fmt.Errorf("%w. Still in use: %s", err, p.s.Get(name))
	}
	delete(p.problems, name)
	if s != p.s {
		p.running = false
		p.use(s)
	}
	return nil
}

// train trains as much as the speed wants between two frames.
func (p *Page) train() {
	start := time.Now()
	switch p.speed {
	case "batch":
		p.running = p.s.Step()
	case "slow":
		p.running = p.s.Epoch()
	case "fast":
		for p.running && time.Since(start) < 80*time.Millisecond {
			p.running = p.s.Step()
		}
	default:
		for k := 0; k < 5 && p.running && time.Since(start) < 80*time.Millisecond; k++ {
			p.running = p.s.Epoch()
		}
	}
}
