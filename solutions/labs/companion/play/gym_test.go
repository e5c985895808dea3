package play

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// needFlaws skips a test in a program without the known mistakes. TestGymMistakes of the companion runs
// it with them.
func needFlaws(t *testing.T) {
	t.Helper()
	if len(flaws) == 0 {
		t.Skip("compiled without the known mistakes")
	}
}

// Without a mistake each network learns, and its gradients are right.
func TestGymHealthy(t *testing.T) {
	seeds := []uint64{1}
	if os.Getenv("LONG") == "1" {
		seeds = append(seeds, 2, 3, 4)
	}
	for _, r := range recipes {
		for _, seed := range seeds {
			x := newTrainee(r, seed)
			x.net.Fit(x.train.X, x.train.Y)
			if got := x.net.Score(x.train.X, x.train.Y); got < 0.85 {
				t.Errorf("%v, seed %d: the accuracy is %v", r, seed, got)
			}
			l := lesson{r, noFlaw, seed}
			if l.wrongGradient() || strings.Contains(l.trace()+l.data(), "panic") {
				t.Errorf("%v, seed %d: %s", r, seed, l.check())
			}
		}
	}
}

// wrongGradient reports whether the gradient check finds a difference.
func (l lesson) wrongGradient() bool { return strings.Count(l.check(), "below 1e−07") < 6 }

// At least three of four known mistakes of a training show. Those that do not, because they only use memory
// wrongly or need other data, are never a case. Without LONG=1 every twenty-fourth is tried.
func TestFlawsShow(t *testing.T) {
	needFlaws(t)
	step := 24
	if os.Getenv("LONG") == "1" {
		step = 1
	}
	shown, all := 0, 0
	for i := 0; i < len(flaws); i += step {
		all++
		if l, ok := lessonWith(flaws[i], rand.New(rand.NewPCG(1, uint64(i)))); ok {
			shown++
			for _, e := range evidences {
				if e.show(l) == "" {
					t.Errorf("%s: no %s", flaws[i], e.label)
				}
			}
		} else {
			t.Log("does not show: ", flaws[i])
		}
	}
	if t.Logf("%d of %d show", shown, all); len(flaws) < 350 || shown < 3*all/4 {
		t.Errorf("%d of %d mistakes show; there are %d", shown, all, len(flaws))
	}
}

// What a mistake does can be seen in the evidence.
func TestEvidence(t *testing.T) {
	needFlaws(t)
	for _, c := range []struct{ flaw, evidence, want string }{
		{"NeuralNetwork.BackwardPropagation: no layer updates its weights", "curve", "no learning"},
		{"DenseLayer.BackwardPropagation: dX is dY·W without the transpose", "check", "wrong"},
		{"ActivationLayer.BackwardPropagation: the derivative is left out: the output error is returned unchanged", "check", "wrong"},
		{"DenseLayer.Initialize: all weights are equal, so all units stay equal", "units", "of 8 units 8 return the same for all examples"},
		{"NeuralNetwork.MiniBatches: X and Y are in different orders, so inputs and targets no longer match", "data", "rows with the target of another example"},
		{"DenseLayer.ForwardPropagation: the factors are swapped: WX instead of XW", "curve", "panic"},
	} {
		i := slices.IndexFunc(flaws, func(f flaw) bool { return f.String() == c.flaw })
		if i < 0 {
			t.Errorf("there is no %s", c.flaw)
			continue
		}
		l := lesson{recipes[0], flaws[i], 1}
		healthy := l.with(noFlaw)
		switch c.want {
		case "no learning":
			x := newTrainee(l.recipe, l.seed)
			*l.acting = []int{l.number}
			x.net.Fit(x.train.X, x.train.Y)
			*l.acting = nil
			if h := x.net.History; h[len(h)-1].Loss < 0.9*h[0].Loss || l.wrongGradient() {
				t.Errorf("%s: %v", c.flaw, h)
			}
		case "wrong":
			if !l.wrongGradient() || healthy.wrongGradient() {
				t.Errorf("%s: %s", c.flaw, l.check())
			}
		default:
			e := slices.IndexFunc(evidences, func(e evidence) bool { return e.name == c.evidence })
			if got := evidences[e].show(l); !strings.Contains(got, c.want) || got == evidences[e].show(healthy) {
				t.Errorf("%s shows %s, want %q", c.flaw, got, c.want)
			}
		}
	}
}

func TestGym(t *testing.T) {
	needFlaws(t)
	g := NewGym(7)
	if again := NewGym(7); again.lesson.flaw.String() != g.lesson.flaw.String() || again.lesson.recipe != g.lesson.recipe || len(again.choices) != len(g.choices) {
		t.Error("the same seed gives other cases")
	}
	act := func(action, value string) string { return g.Do(action, map[string]string{"value": value}).HTML["gym"] }
	if html := act("", ""); strings.Contains(html, "<section") || !strings.Contains(html, "worth 10 points") || strings.Count(html, "<option") != gymChoices {
		t.Errorf("at the start: %s", html)
	}
	act("ask", "curve")
	act("ask", "curve") // costs nothing a second time
	if html := act("ask", "trace"); !strings.Contains(html, "worth 6 points") || strings.Count(html, "<section") != 2 {
		t.Errorf("after two kinds of evidence: %s", html)
	}
	act("ask", "check")
	if html := act("", ""); html != act("", "") {
		t.Error("the evidence changes while it is shown")
	}
	right := g.lesson.flaw.String()
	wrong := slices.IndexFunc(g.choices, func(f flaw) bool { return f.String() != right })
	if html := act("answer", g.choices[wrong].String()); !strings.Contains(html, "It is not this one") || !strings.Contains(html, "worth 1 points") {
		t.Errorf("a wrong answer: %s", html)
	}
	if html := act("answer", right); !strings.Contains(html, "Score: 1.") || !strings.Contains(html, "Next case") {
		t.Errorf("the right answer: %s", html)
	}
	act("answer", right)
	if html := act("next", ""); !strings.Contains(html, "Case 2<") || !strings.Contains(html, "before: 1") {
		t.Errorf("next: %s", html)
	}
	if html := act("seed", "0,5"); !strings.Contains(html, "want a whole number") || g.seed != 7 {
		t.Errorf("a wrong seed: %s", html)
	}
}

// A training without a mistake is a case, too, and the cases end.
func TestGymEnds(t *testing.T) {
	saved := flaws
	flaws = nil
	defer func() { flaws = saved }()
	g := NewGym(1)
	g.Do("answer", map[string]string{"value": noFlaw.String()})
	if html := g.Do("next", nil).HTML["gym"]; !strings.Contains(html, "These were all cases") || !strings.Contains(html, "Score: 10") {
		t.Errorf("after the last case: %s", html)
	}
}

// TestGymPages writes the page with all evidence of the first case of each seed in GYM_SEEDS to the file
// GYM_FILE. TestBrowserGymNumbers of the companion compares them with the pages in the browser.
func TestGymPages(t *testing.T) {
	needFlaws(t)
	file := os.Getenv("GYM_FILE")
	if file == "" {
		t.Skip("no GYM_FILE")
	}
	pages := map[string]string{}
	for _, seed := range strings.Fields(os.Getenv("GYM_SEEDS")) {
		g := NewGym(1)
		g.Do("seed", map[string]string{"value": seed})
		for _, e := range evidences {
			g.Do("ask", map[string]string{"value": e.name})
		}
		pages[seed] = g.frame().HTML["gym"]
	}
	text, err := json.Marshal(pages)
	if err == nil {
		err = os.WriteFile(file, text, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
