package play

import (
	"strings"
	"testing"
)

// Two networks train for equally many epochs, each with its settings, and the link restores both.
func TestTwoNetworks(t *testing.T) {
	p := NewPage()
	do(p, "open", "query", "data=moons&points=100")
	do(p, "epoch")
	f := do(p, "keep")
	if !strings.Contains(f.HTML["kept"], "No setting differs") || f.Text["status"] != "not trained yet" {
		t.Fatalf("%s; %s", f.Text["status"], f.HTML["kept"])
	}
	do(p, "set", "name", "hidden", "value", "2")
	for range 3 {
		do(p, "epoch")
	}
	f = do(p, "set", "name", "rate", "value", "0.1")
	if n := len(p.kept.net.History); n != 3 || p.kept.Hidden != "8,8" || p.kept.LearningRate != 0.02 {
		t.Errorf("the other network has %d epochs, layers %s and the rate %v", n, p.kept.Hidden, p.kept.LearningRate)
	}
	alone := open(t, "data=moons&points=100")
	for range 3 {
		alone.Epoch()
	}
	sameBits(t, "weights of the other network", weights(p.kept), weights(alone))
	if f.Pictures[len(f.Pictures)-1].ID != "plane2" || !strings.Contains(f.HTML["kept"], `Hidden layers &#34;8,8&#34; instead of &#34;2&#34;`) {
		t.Errorf("%s", f.HTML["kept"])
	}
	again := NewPage()
	g := do(again, "open", "query", "#"+f.Link)
	sameBits(t, "weights of the link", append(weights(again.s), weights(again.kept)...), append(weights(p.s), weights(p.kept)...))
	if g.Link != f.Link {
		t.Errorf("link %s, want %s", g.Link, f.Link)
	}
	if do(p, "reset"); len(p.kept.net.History) != 0 {
		t.Error("Reset leaves the other network as it is")
	}
	if f = do(p, "drop"); f.HTML["kept"] != "" || strings.Contains(f.Link, "kept") {
		t.Errorf("after closing: %s", f.Link)
	}
}

// All networks of a race begin with the same weights. At its end the race has trained each for 60
// epochs, as a session with these settings does.
func TestRace(t *testing.T) {
	p := NewPage()
	do(p, "open", "query", "data=circles&points=60&hidden=4")
	f := do(p, "race")
	if !f.Running || p.running || f.Text["play"] != "Play" {
		t.Errorf("running %v, the network itself %v", f.Running, p.running)
	}
	for _, e := range p.race.sessions {
		sameBits(t, e.Optimizer, weights(e), weights(p.s))
	}
	for k := 0; f.Running; k++ {
		if f = do(p, "tick"); k > raceEpochs {
			t.Fatal("the race does not end")
		}
	}
	if len(p.race.sessions) != 7 || p.s.log.total != 0 {
		t.Errorf("%d networks; the page's own has trained %d batches", len(p.race.sessions), p.s.log.total)
	}
	for _, e := range p.race.sessions {
		alone := open(t, "data=circles&points=60&hidden=4&batch="+e.Get("batch")+"&optimizer="+e.Optimizer+"&rate="+e.Get("rate"))
		for range raceEpochs {
			alone.Epoch()
		}
		sameBits(t, e.Optimizer, weights(e), weights(alone))
		if first, last := e.net.History[0].Loss, e.net.History[raceEpochs-1].Loss; last > 0.8*first {
			t.Errorf("%s with the rate %v comes from the loss %v to %v only", e.Optimizer, e.LearningRate, first, last)
		}
		if last := e.net.History[raceEpochs-1]; !strings.Contains(f.HTML["view"], `<th scope="row">`+e.Optimizer+"<td>"+e.Get("rate")+"<td>60<td>"+digits(last.Loss)) {
			t.Errorf("%s is missing: %s", e.Optimizer, f.HTML["view"])
		}
	}
}

// The diagnosis speaks while the network trains, and says nothing about a healthy training.
func TestFindings(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"data=moons&noise=0.5&points=300&optimizer=sgd&rate=100&batch=0&hidden=8", "one step has changed the weights"},
		{"init=zeros", "Before epoch 1, layer 1: "},
		{"data=circles&hidden=8", ""},
	} {
		p := NewPage()
		do(p, "open", "query", c.query)
		var f *Frame
		html := ""
		for range 40 {
			if f = do(p, "epoch"); f.HTML["findings"] != "" {
				html = f.HTML["findings"]
			}
		}
		if !strings.Contains(html, c.want) || c.want == "" && html != "" {
			t.Errorf("%s: %q, want %q", c.query, html, c.want)
		}
	}
}
