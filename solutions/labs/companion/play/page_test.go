package play

import (
	"strings"
	"testing"
)

// do performs an action on the page, with pairs of names and values.
func do(p *Page, action string, pairs ...string) *Frame {
	a := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		a[pairs[i]] = pairs[i+1]
	}
	return p.Do(action, a)
}

// A wrong entry stops nothing and trains nothing. The field says what is wrong, and shows the value
// that is used.
func TestWrongEntry(t *testing.T) {
	for _, c := range []struct{ name, value, want, used string }{
		{"rate", "0,5", `want a number with a decimal point, for example 0.5; found "0,5". Still in use: 0.02`, "0.02"},
		{"rate", "-1", "from 0 to 1e+06", "0.02"},
		{"rate", "NaN", "want a number", "0.02"},
		{"noise", "Inf", "want a number", "0.05"},
		{"dropout", "1", "from 0 to 0.95", "0"},
		{"batch", "2.5", "whole number from 0 to 500", "10"},
		{"points", "1000000", "from 4 to 500", "500"},
		{"seed", "-3", "want a whole number", "1"},
		{"hidden", "8,x", "numbers of units from 1 to 16", "8,8"},
		{"hidden", "1,1,1,1,1,1,1", "at most 6", "8,8"},
		{"features", "x3", "one or more of x1,x2", "x1,x2"},
		{"optimizer", "ADAM", "one of sgd", "adam"},
		{"own", "1 2", "point 1: want two coordinates", ""},
		{"own", "1 2 0\n1 2 3", "point 2: want coordinates", ""},
		{"own", "1 0,5 0", "point 1: want a number with a decimal point", ""},
	} {
		p := NewPage()
		do(p, "play")
		do(p, "tick")
		before, n := weights(p.s), p.s.log.total
		f := do(p, "set", "name", c.name, "value", c.value)
		if !strings.Contains(f.Errors[c.name], c.want) || f.Values[c.name] != c.used {
			t.Errorf("%s %q: error %q, value %q; want %q and %q", c.name, c.value, f.Errors[c.name], f.Values[c.name], c.want, c.used)
		}
		if !f.Running || p.s.log.total != n {
			t.Errorf("%s %q: running %v, %d batches, want %d", c.name, c.value, f.Running, p.s.log.total, n)
		}
		sameBits(t, c.name, weights(p.s), before)
		if f = do(p, "set", "name", c.name, "value", c.used); len(f.Errors) > 0 {
			t.Errorf("%s: after a right entry: %v", c.name, f.Errors)
		}
	}
	p := NewPage()
	do(p, "play")
	if f := do(p, "set", "name", "rate", "value", "0.1"); !f.Running || f.Values["rate"] != "0.1" {
		t.Errorf("after a live change: running %v, rate %s", f.Running, f.Values["rate"])
	}
	if f := do(p, "set", "name", "noise", "value", "0.1"); f.Running || f.Values["noise"] != "0.1" {
		t.Errorf("after another change: running %v, noise %s", f.Running, f.Values["noise"])
	}
	if f := do(p, "setweight", "w", "0.0", "value", "0,5"); !strings.Contains(f.Errors["run"], "decimal point") {
		t.Errorf("weight: %v", f.Errors)
	}
	do(p, "set", "name", "optimizer", "value", "rprop")
	if f := do(p, "set", "name", "batch", "value", "10"); !strings.Contains(f.Errors["batch"], "needs all examples") || f.Values["batch"] != "0" {
		t.Errorf("rprop with batches: %v, batch %s", f.Errors, f.Values["batch"])
	}
	if f := do(p, "set", "name", "rate", "value", "0"); !strings.Contains(f.Errors["rate"], "more than 0") {
		t.Errorf("rprop without steps: %v", f.Errors)
	}
}

// A link with wrong parts opens, and says what is wrong.
func TestWrongLink(t *testing.T) {
	for _, c := range []struct{ query, name, want string }{
		{"rate=0,5", "rate", "decimal point"},
		{"data=iris", "data", "one of and, or"},
		{"run=-3", "run", "want 1 to"},
		{"run=99999999999", "run", "want 1 to"},
		{"run=3+seed%3D4", "run", `changes "seed" during the training`},
		{"run=3+@9.9%3D4", "run", "no weight 9 of parameter 9"},
		{"run=3+@x%3D4", "run", "want a weight"},
		{"run=3+rate%3Dx", "run", "want a number"},
		{"%zz", "run", "damaged"},
		{"experiment=none", "run", "no experiment"},
	} {
		f := do(NewPage(), "open", "query", "#"+c.query)
		if !strings.Contains(f.Errors[c.name], c.want) {
			t.Errorf("%s: %v, want %q for %s", c.query, f.Errors, c.want, c.name)
		}
	}
}

// A link restores the page: the session, and how it is shown.
func TestPageLink(t *testing.T) {
	p, again := NewPage(), NewPage()
	do(p, "experiment", "slug", "dropout", "variant", "1")
	do(p, "epoch")
	do(p, "discrete")
	do(p, "gradients")
	f := do(p, "view", "value", "matrices")
	g := do(again, "open", "query", "#"+f.Link)
	if g.Link != f.Link || !g.Pressed["discrete"] || !g.Pressed["gradients"] || !g.Pressed["validation"] || !g.Pressed["view-matrices"] {
		t.Errorf("the link %s gives %s, %v", f.Link, g.Link, g.Pressed)
	}
	if g.HTML["experiment"] != experiment("dropout").view(1) || g.HTML["view"] != f.HTML["view"] || g.Text["status"] != f.Text["status"] {
		t.Errorf("the link restores %s, %s", g.Text["status"], g.HTML["experiment"])
	}
	if g = do(again, "open", "query", "guide=dropout&variant=9&view=none"); len(g.Errors) > 0 || again.variant != 0 || again.view != "unit" {
		t.Errorf("%v, variant %d, view %s", g.Errors, again.variant, again.view)
	}
	if g = do(again, "open", "query", ""); g.Link != "" {
		t.Errorf("an empty link gives %s", g.Link)
	}
}

func TestButtons(t *testing.T) {
	p := NewPage()
	for _, c := range []struct {
		action string
		pairs  []string
		hidden string
	}{
		{"layers", []string{"by", "1"}, "8,8,4"},
		{"units", []string{"layer", "3", "by", "-1"}, "8,8,3"},
		{"units", []string{"layer", "1", "by", "1"}, "9,8,3"},
		{"layers", []string{"by", "-1"}, "9,8"},
		{"layers", []string{"by", "-1"}, "9"},
		{"layers", []string{"by", "-1"}, ""},
		{"layers", []string{"by", "-1"}, ""},
		{"units", []string{"layer", "1", "by", "1"}, ""},
	} {
		f := do(p, c.action, c.pairs...)
		if f.Values["hidden"] != c.hidden || len(f.Errors) > 0 {
			t.Errorf("%s %v: layers %q, want %q; %v", c.action, c.pairs, f.Values["hidden"], c.hidden, f.Errors)
		}
		if want := 1 + len(features) + 1; len(p.s.units()) == 0 && len(f.Pictures) != want {
			t.Errorf("%d pictures, want %d", len(f.Pictures), want)
		}
	}
	do(p, "unit", "layer", "0", "feature", "sin1")
	if f := do(p, "unit", "layer", "0", "feature", "x2"); f.Values["features"] != "x1,sin1" {
		t.Errorf("inputs %s", f.Values["features"])
	}
	do(p, "unit", "layer", "0", "feature", "x1")
	if f := do(p, "unit", "layer", "0", "feature", "sin1"); f.Values["features"] != "sin1" || !strings.Contains(f.Errors["run"], "at least one input") {
		t.Errorf("inputs %s, %v", f.Values["features"], f.Errors)
	}
	if f := do(p, "fly"); !strings.Contains(f.Errors["run"], "fly") {
		t.Errorf("an unknown action: %v", f.Errors)
	}
}

// Reset begins at the same start, with the settings that are in use.
func TestReset(t *testing.T) {
	p := NewPage()
	start := weights(p.s)
	do(p, "epoch")
	do(p, "set", "name", "rate", "value", "0.1")
	f := do(p, "reset")
	sameBits(t, "weights", weights(p.s), start)
	if f.Values["rate"] != "0.1" || f.Link != "rate=0.1" || f.Text["status"] != "not trained yet" {
		t.Errorf("after a reset: rate %s, link %s, %s", f.Values["rate"], f.Link, f.Text["status"])
	}
	for _, speed := range []string{"batch", "slow", "normal", "fast"} {
		do(p, "reset")
		do(p, "speed", "value", speed)
		do(p, "play")
		do(p, "tick")
		if n := p.s.log.total; speed == "batch" && n != 1 || speed == "slow" && n != 25 || n == 0 || n > 125 && speed == "normal" {
			t.Errorf("%s: %d batches in a frame", speed, n)
		}
	}
}

// The curves have a table of their numbers, the last epoch included.
func TestTable(t *testing.T) {
	p := NewPage()
	for range 47 {
		do(p, "epoch")
	}
	table := do(p, "view", "value", "table").HTML["view"]
	for _, want := range []string{`<th scope="row">1<td>`, `<th scope="row">47<td>` + digits(p.s.net.History[46].Loss)} {
		if !strings.Contains(table, want) {
			t.Errorf("the table has no %s", want)
		}
	}
}

func TestSearch(t *testing.T) {
	x := Index{{"Momentum", "a.html", "a moving average"}, {"SGD", "b.html#sgd", "descent with momentum <fast>"}, {"Other", "c.html", "nothing"}}
	html := x.Search("MOMENTUM")
	first, second := strings.Index(html, "a.html"), strings.Index(html, "b.html#sgd")
	if first < 0 || second < first || strings.Contains(html, "c.html") || !strings.Contains(html, "&lt;fast&gt;") {
		t.Error(html)
	}
	if html := x.Search("momentum average"); strings.Contains(html, "b.html") || !strings.Contains(html, "1 found") {
		t.Error(html)
	}
	if html := x.Search("<b>"); !strings.Contains(html, "Nothing contains") || strings.Contains(html, "<b>") {
		t.Error(html)
	}
}

// A link opens an experiment, with its explanation.
func TestGuide(t *testing.T) {
	p := NewPage()
	for _, x := range Experiments {
		f := do(p, "open", "query", "#experiment="+x.Slug)
		if html := f.HTML["experiment"]; !strings.Contains(html, x.Slug) || strings.Count(html, "data-variant") != len(x.Variants) || len(f.Errors) > 0 {
			t.Errorf("%s: %s, %v", x.Slug, html, f.Errors)
		}
		if f.Link != "experiment="+x.Slug {
			t.Errorf("link %s", f.Link)
		}
	}
}
