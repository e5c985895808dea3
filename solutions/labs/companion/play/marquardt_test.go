package play

import (
	"math"
	"strings"
	"testing"

	"nn"
)

const marquardtQuery = "data=moons&points=60&hidden=4&loss=squared+error&optimizer=levenberg-marquardt"

// A session with Levenberg-Marquardt trains exactly as FitLevenbergMarquardt does, one step per epoch.
func TestMarquardtIsFit(t *testing.T) {
	fitted := open(t, marquardtQuery)
	fitted.net.Epochs, fitted.net.Callbacks = 6, nil
	if err := fitted.net.FitLevenbergMarquardt(fitted.train, fitted.validation); err != nil {
		t.Fatal(err)
	}
	e := open(t, marquardtQuery)
	for i := range 6 {
		if i%2 == 0 {
			e.Step()
		} else {
			e.Epoch()
		}
	}
	sameBits(t, "weights", weights(e), weights(fitted))
	sameBits(t, "history", lossesOf(e), lossesOf(fitted))
}

// A switch to and from Levenberg-Marquardt keeps the weights also in the middle of an epoch, and with
// early stopping, which has better weights. The link restores the same bits.
func TestMarquardtSwitch(t *testing.T) {
	e := open(t, "data=moons&points=60&noise=0.6&hidden=4&loss=squared+error&patience=300&batch=7&rate=0.1")
	for range 103 {
		e.Step()
	}
	if e.stopping.BestEpoch == len(e.net.History) || e.batch.Done == 0 {
		t.Fatalf("best epoch %d of %d, batch %d", e.stopping.BestEpoch, len(e.net.History), e.batch.Done)
	}
	best := e.stopping.BestEpoch
	change := func(name, value string) {
		t.Helper()
		before := weights(e)
		if same, err := e.Change(name, value); err != nil || same != e {
			t.Fatalf("%s %s: %v", name, value, err)
		}
		sameBits(t, name+" "+value, weights(e), before)
	}
	change("optimizer", "levenberg-marquardt")
	if e.net.BatchSize != 30 || e.Batch != 0 {
		t.Errorf("batches of %d, want all 30", e.net.BatchSize)
	}
	last := e.value()
	for range 3 {
		if !e.Step() || !(e.value() < last) {
			t.Fatalf("the loss goes from %v to %v; %v", last, e.value(), e.Err)
		}
		last = e.value()
	}
	if n := len(e.net.History); n != 103/5+3 || e.stopping.BestEpoch == 0 || e.stopping.BestEpoch < best {
		t.Errorf("%d epochs, best %d, before %d", n, e.stopping.BestEpoch, best)
	}
	change("damping", "0.5")
	if λ := e.net.Optimizer.(*nn.LevenbergMarquardt).Damping; λ != 0.5 {
		t.Errorf("λ is %v, want 0.5", λ)
	}
	if !e.Step() || e.net.Optimizer.(*nn.LevenbergMarquardt).Damping == 0.5 {
		t.Error("λ does not change")
	}
	change("activation", "sigmoid") // the loss that the next step compares with is another one now
	last = e.value()
	if !e.Step() || !(e.value() < last) {
		t.Errorf("after another activation the loss goes from %v to %v", last, e.value())
	}
	if err := e.SetWeight(0, 1, "2.5"); err != nil {
		t.Fatal(err)
	}
	last = e.value()
	if !e.Step() || !(e.value() < last) {
		t.Errorf("after an edited weight the loss goes from %v to %v", last, e.value())
	}
	change("optimizer", "adam")
	change("batch", "7")
	e.Step()
	change("optimizer", "rprop")
	e.Step()
	again := open(t, e.Query())
	sameBits(t, "weights of the link", weights(again), weights(e))
	sameBits(t, "history of the link", lossesOf(again), lossesOf(e))
}

// Where Levenberg-Marquardt cannot be used, the field says why, and what has no effect says so.
func TestMarquardtFields(t *testing.T) {
	p := NewPage()
	do(p, "play")
	do(p, "tick")
	before := weights(p.s)
	f := do(p, "set", "name", "optimizer", "value", "levenberg-marquardt")
	if !strings.Contains(f.Errors["optimizer"], `choose the loss "squared error", or the data plane or hills. Still in use: adam`) || f.Values["optimizer"] != "adam" || !f.Running {
		t.Errorf("with cross-entropy: %v, %s", f.Errors, f.Values["optimizer"])
	}
	do(p, "set", "name", "loss", "value", "squared error")
	f = do(p, "set", "name", "optimizer", "value", "levenberg-marquardt")
	if len(f.Errors) > 0 || f.Values["optimizer"] != "levenberg-marquardt" || !f.Running || f.Values["batch"] != "0" {
		t.Fatalf("%v, %v", f.Errors, f.Values)
	}
	sameBits(t, "weights", weights(p.s), before)
	for name, want := range map[string]string{"batch": "all 250 examples in each step", "rate": "not used", "damping": "now 0.01", "momentum": "not used by levenberg", "strength": "not used"} {
		if got := f.Text["note-"+name]; !strings.Contains(got, want) {
			t.Errorf("the note of %s is %q, want %q", name, got, want)
		}
	}
	for _, c := range [][3]string{
		{"loss", "cross-entropy", "needs a squared error"},
		{"batch", "10", "every step needs all examples; enter 0"},
		{"regularizer", "l2", "choose the regularization none"},
		{"dropout", "0.1", "enter 0 as dropout"},
		{"hidden", "16,16,16,16,16", "at most 1000; these layers have 1153"},
	} {
		used := f.Values[c[0]]
		f = do(p, "set", "name", c[0], "value", c[1])
		if !strings.Contains(f.Errors[c[0]], c[2]) || f.Values[c[0]] != used {
			t.Errorf("%s: %v, %s", c[0], f.Errors, f.Values[c[0]])
		}
	}
	do(p, "set", "name", "data", "value", "plane") // where the loss is a squared error anyway
	do(p, "set", "name", "loss", "value", "cross-entropy")
	f = do(p, "set", "name", "data", "value", "moons")
	if !strings.Contains(f.Errors["data"], "needs a squared error") || f.Values["data"] != "plane" {
		t.Errorf("data: %v, %s", f.Errors, f.Values["data"])
	}
	f = do(NewPage(), "open", "query", "")
	if f.Text["note-batch"] != "" || f.Text["note-rate"] != "" || f.Text["note-damping"] != "not used by adam" || f.Text["note-momentum"] != "not used by adam" {
		t.Errorf("at the start: %v", f.Text)
	}
	do(p, "open", "query", "data=plane&hidden=&optimizer=levenberg-marquardt")
	for k := 0; p.s.Note == "" && k < 40; k++ {
		f = do(p, "epoch")
	}
	if !strings.Contains(f.Text["status"], "no step lowers the loss") {
		t.Errorf("at the minimum: %s", f.Text["status"])
	}
}

// The preview shows the step that comes next, and its d solves the equations up to the damping.
func TestMarquardtPreview(t *testing.T) {
	e, other := open(t, marquardtQuery+"&run=3"), open(t, marquardtQuery+"&run=3")
	trace, err := e.Preview()
	if err != nil {
		t.Fatal(err)
	}
	e.Step()
	other.Step()
	sameBits(t, "weights a step later", weights(e), weights(other))
	var after, downhill []float64
	for _, s := range trace.Steps {
		if s.Way == "update" {
			n := len(s.Matrices)
			after = append(after, s.Matrices[n-1].Value.Data...)
			downhill = append(downhill, s.Matrices[n-2].Value.Data...)
		}
	}
	sameBits(t, "the previewed weights", after, weights(e))
	sum := 0.0
	for _, s := range trace.Steps {
		if s.Way == "backward" {
			sum += math.Abs(s.Matrices[0].Value.Data[0])
		}
	}
	if sum == 0 || len(downhill) != len(after) {
		t.Errorf("%d numbers of d, gradients %v", len(downhill), sum)
	}
	p := NewPage()
	p.use(e)
	p.view = "step"
	for stage, want := range []string{"Y = X·W + B", "1/(n·m)", "rows of J", "(JᵀJ + λI)·d"} {
		p.stage = stage
		if html := p.previewHTML(); !strings.Contains(html, want) {
			t.Errorf("stage %d has no %s", stage+1, want)
		}
	}
}

// Levenberg-Marquardt takes part in a race where it can, and the race says why where not.
func TestMarquardtRace(t *testing.T) {
	p := NewPage()
	do(p, "open", "query", "data=plane&points=60&hidden=")
	f := do(p, "race")
	for f.Running {
		f = do(p, "tick")
	}
	if n := len(p.race.sessions); n != 8 || strings.Contains(f.HTML["view"], "Without Levenberg") {
		t.Errorf("%d networks: %s", n, f.HTML["view"])
	}
	e := p.race.sessions[7]
	if n := len(e.net.History); e.Note == "" || n > 20 || !strings.Contains(f.HTML["view"], `<th scope="row">levenberg-marquardt<td>λ 0.01<td>`+formatNumber(float64(n))+"<td>") {
		t.Errorf("%d steps, note %q: %s", n, e.Note, f.HTML["view"])
	}
	do(p, "open", "query", "data=circles&points=60&hidden=4")
	if f = do(p, "race"); len(p.race.sessions) != 7 || !strings.Contains(f.HTML["view"], "Without Levenberg-Marquardt: levenberg-marquardt needs a squared error") {
		t.Errorf("%s", f.HTML["view"])
	}
}

// Beside another network it trains for equally many epochs.
func TestMarquardtBeside(t *testing.T) {
	p := NewPage()
	do(p, "open", "query", marquardtQuery)
	do(p, "keep")
	do(p, "set", "name", "optimizer", "value", "adam")
	for range 4 {
		do(p, "epoch")
	}
	f := do(p, "epoch")
	alone := open(t, marquardtQuery+"&run=5")
	sameBits(t, "weights", weights(p.kept), weights(alone))
	if !strings.Contains(f.HTML["kept"], "Optimizer &#34;levenberg-marquardt&#34; instead of &#34;adam&#34;") {
		t.Errorf("%s", f.HTML["kept"])
	}
	again := NewPage()
	do(again, "open", "query", "#"+f.Link)
	sameBits(t, "weights of the link", append(weights(again.s), weights(again.kept)...), append(weights(p.s), weights(p.kept)...))
}

// The exported program trains with Levenberg-Marquardt, too.
func TestMarquardtProgram(t *testing.T) {
	e := open(t, marquardtQuery+"&run=2")
	program := e.Program("nn")
	for _, want := range []string{"net.FitLevenbergMarquardt(train, validation)", "&nn.LevenbergMarquardt{Damping: ", "nn.MeanSquaredError"} {
		if !strings.Contains(program, want) {
			t.Errorf("the program has no %s", want)
		}
	}
	if strings.Contains(program, "mini-batches") {
		t.Error("the program speaks of mini-batches")
	}
	e.Step()
	if out := runProgram(t, program); !strings.Contains(out, "epoch 1 ") || !strings.Contains(out, digits(e.net.History[2].Loss)) {
		t.Errorf("the program prints %.200s, want the loss %s", out, digits(e.net.History[2].Loss))
	}
}
