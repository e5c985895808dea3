package play

import (
	"fmt"
	"html"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// Gym is the page on which the reader finds out which known mistake a training has. Evidence costs
// points, and so does a wrong answer.
type Gym struct {
	seed     uint64
	cases    []flaw // in their order; the page leaves out those that do not show
	at       int
	number   int // of the case
	lesson   lesson
	choices  []flaw            // possible answers
	shown    map[string]string // evidence as HTML, computed once
	choice   string            // the last answer
	points   int               // of the current case
	score    int               // of the cases before
	message  string
	answered bool
}

const (
	gymPoints  = 10
	gymWrong   = 3
	gymChoices = 12
)

// evidence can be asked for at a price.
type evidence struct {
	name, label string
	price       int
	show        func(l lesson) string
}

var evidences = []evidence{
	{"curve", "Curve of the loss", 1, lesson.curve},
	{"data", "Data and batches", 1, lesson.data},
	{"units", "Dead and equal units", 1, lesson.units},
	{"check", "Gradient check", 2, lesson.check},
	{"trace", "Trace of two steps", 3, lesson.trace},
}

// NewGym returns the page with the cases of a seed. A class that uses the same seed has the same cases.
func NewGym(seed uint64) *Gym {
	g := &Gym{seed: seed, at: -1}
	g.cases = slices.Clone(flaws)
	for range len(flaws)/20 + 1 {
		g.cases = append(g.cases, noFlaw)
	}
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(g.cases), func(i, j int) { g.cases[i], g.cases[j] = g.cases[j], g.cases[i] })
	g.next()
	return g
}

// next begins the next case that shows: its evidence differs from the evidence without a mistake.
func (g *Gym) next() {
	for at := g.at + 1; at < len(g.cases); at++ {
		rng := rand.New(rand.NewPCG(g.seed, uint64(at)+1))
		l, ok := lessonWith(g.cases[at], rng)
		if !ok {
			continue
		}
		g.at, g.lesson, g.number = at, l, g.number+1
		g.choices = l.choices(rng)
		g.shown, g.points, g.answered, g.message, g.choice = map[string]string{}, gymPoints, false, "", ""
		return
	}
	g.message = "These were all cases of this seed."
}

// choices returns the mistake and others of the same network, in the order of the exercises. The evidence
// of each differs from the evidence of the mistake.
func (l lesson) choices(rng *rand.Rand) []flaw {
	seen := map[string]bool{l.summary(): true, l.flaw.String(): true}
	chosen := []int{slices.IndexFunc(flaws, func(f flaw) bool { return f.acting == l.acting && f.number == l.number })}
	add := func(i int) {
		f := flawAt(i)
		if s := l.with(f).summary(); !seen[s] && !seen[f.String()] {
			seen[s], seen[f.String()] = true, true
			chosen = append(chosen, i)
		}
	}
	add(-1)
	for _, i := range rng.Perm(len(flaws)) {
		if len(chosen) < gymChoices && l.calls(flaws[i]) {
			add(i)
		}
	}
	slices.Sort(chosen)
	var choices []flaw
	for _, i := range chosen {
		choices = append(choices, flawAt(i))
	}
	return choices
}

// flawAt returns mistake number i, or for -1 the training without one.
func flawAt(i int) flaw {
	if i < 0 {
		return noFlaw
	}
	return flaws[i]
}

// Do performs an action of the reader: "ask" for evidence, "answer" with a name, "next" case, or
// "seed" for other cases.
func (g *Gym) Do(action string, a map[string]string) *Frame {
	switch value := a["value"]; action {
	case "ask":
		for _, e := range evidences {
			if e.name == value && g.shown[value] == "" {
				g.shown[value] = e.show(g.lesson)
				if !g.answered {
					g.points = max(g.points-e.price, 0)
				}
			}
		}
	case "answer":
		right := g.lesson.flaw.String()
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
		if g.answered {
			g.next()
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
	fmt.Fprintf(&b, `<h2>Case %d</h2><p>The network is %s.</p><p>%s</p><div class="buttons" role="group" aria-label="Evidence">`, g.number, g.lesson.recipe, state)
	for _, e := range evidences {
		fmt.Fprintf(&b, `<button data-gym="ask" data-value="%s" aria-pressed="%v">%s (%d)</button>`, e.name, g.shown[e.name] != "", e.label, e.price)
	}
	b.WriteString(`</div><p><label>The mistake is <select id="gym-name">`)
	for _, f := range g.choices {
		fmt.Fprintf(&b, `<option%s>%s`, map[bool]string{true: " selected"}[f.String() == g.choice], html.EscapeString(f.String()))
	}
	b.WriteString(`</select></label> <button class="main" data-gym="answer">Answer</button>`)
	if g.answered {
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
