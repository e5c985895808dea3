package play

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// Each mistake has the name that it has in the exercises.
func TestFlawNames(t *testing.T) {
	text, err := os.ReadFile("../../../../docs/what-went-wrong.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range flaws {
		if f.name != noFlaw && !strings.Contains(string(text), "- "+f.name+" ([") {
			t.Errorf("docs/what-went-wrong.md has no %q", f.name)
		}
	}
}

// The training without a mistake learns, and its gradients are right. Each mistake shows in at least
// one kind of evidence.
func TestFlawsShow(t *testing.T) {
	for seed := range uint64(3) {
		healthy := newTrainee(flaws[0], seed)
		if last := healthy.losses[gymEpochs-1]; last > 0.25 {
			t.Errorf("seed %d: without a mistake the loss is %v", seed, last)
		}
		if strings.Contains(healthy.check(), "e-03") || strings.Contains(healthy.check(), "e-02") || strings.Contains(healthy.check(), "e-01") {
			t.Errorf("seed %d: the gradients of the right training differ: %s", seed, healthy.check())
		}
		for _, f := range flaws[1:] {
			x := newTrainee(f, seed)
			if x.losses[gymEpochs-1] == healthy.losses[gymEpochs-1] {
				t.Errorf("%s: the loss is as without a mistake", f.name)
			}
		}
	}
	for name, want := range map[string]func(x *trainee) bool{
		"dX is dY·W without the transpose":                                          wrongGradient,
		"the sign is wrong, as in the derivative with respect to Y":                 wrongGradient,
		"the derivative is left out: the output error is returned unchanged":        wrongGradient,
		"all weights are equal, so all units stay equal":                            func(x *trainee) bool { return strings.Contains(x.units(), "7 return the same") },
		"no layer updates its weights":                                              func(x *trainee) bool { return x.losses[0] == x.losses[gymEpochs-1] && !wrongGradient(x) },
		"the step is added to the weights, so the loss goes up":                     func(x *trainee) bool { return x.losses[gymEpochs-1] > 1 },
		"X and Y are shuffled independently, so inputs and targets no longer match": func(x *trainee) bool { return x.losses[gymEpochs-1] > 0.6 && !wrongGradient(x) },
	} {
		i := slices.IndexFunc(flaws, func(f flaw) bool { return f.name == name })
		if x := newTrainee(flaws[i], 1); !want(x) {
			t.Errorf("%s does not show: %v %s %s", name, x.losses, x.units(), x.check())
		}
	}
}

// wrongGradient reports whether the gradient check finds a difference above 0.001.
func wrongGradient(x *trainee) bool {
	html := x.check()
	return strings.Contains(html, "e-03<") || strings.Contains(html, "e-02<") || strings.Contains(html, "e-01<") || strings.Contains(html, "e+0")
}

func TestGym(t *testing.T) {
	g := NewGym(7)
	if again := NewGym(7); again.cases[0] != g.cases[0] || again.cases[5] != g.cases[5] {
		t.Error("the same seed gives other cases")
	}
	act := func(action, value string) string { return g.Do(action, map[string]string{"value": value}).HTML["gym"] }
	if html := act("", ""); strings.Contains(html, "<section") || !strings.Contains(html, "worth 10 points") {
		t.Errorf("at the start: %s", html)
	}
	act("ask", "curve")
	act("ask", "curve") // costs nothing a second time
	before := weightsOf(g.t)
	if html := act("ask", "trace"); !strings.Contains(html, "worth 6 points") || strings.Count(html, "<section") != 2 {
		t.Errorf("after two kinds of evidence: %s", html)
	}
	act("ask", "check")
	if html := act("", ""); html != act("", "") {
		t.Error("the evidence changes while it is shown")
	}
	sameBits(t, "weights after a trace", weightsOf(g.t), before)
	right := flaws[g.cases[0]].name
	for _, f := range flaws {
		if f.name != right {
			if html := act("answer", f.name); !strings.Contains(html, "It is not this one") || !strings.Contains(html, "worth 1 points") {
				t.Errorf("a wrong answer: %s", html)
			}
			break
		}
	}
	if html := act("answer", right); !strings.Contains(html, "Score: 1.") || !strings.Contains(html, "Next case") {
		t.Errorf("the right answer: %s", html)
	}
	act("answer", right)
	if html := act("next", ""); !strings.Contains(html, "Case 2 of 12") || !strings.Contains(html, "before: 1") {
		t.Errorf("next: %s", html)
	}
	if html := act("seed", "0,5"); !strings.Contains(html, "want a whole number") || g.seed != 7 {
		t.Errorf("a wrong seed: %s", html)
	}
}

func weightsOf(x *trainee) (all []float64) {
	for _, p := range x.params {
		all = append(all, p.Value.Data...)
	}
	return all
}
