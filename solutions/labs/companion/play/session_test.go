package play

import (
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"nn"
)

// open returns the session of a query without problems.
func open(t *testing.T, query string) *Session {
	t.Helper()
	e, problems := Parse(query)
	if len(problems) > 0 {
		t.Fatalf("%s: %v", query, problems)
	}
	t.Cleanup(e.Close)
	return e
}

func weights(e *Session) (all []float64) {
	for _, p := range e.parameter {
		all = append(all, p.Value.Data...)
	}
	return all
}

func sameBits(t *testing.T, what string, a, b []float64) {
	t.Helper()
	if len(a) != len(b) {
		t.Fatalf("%s: %d and %d numbers", what, len(a), len(b))
	}
	for i := range a {
		if math.Float64bits(a[i]) != math.Float64bits(b[i]) {
			t.Fatalf("%s: number %d is %v and %v", what, i, a[i], b[i])
		}
	}
}

func lossesOf(e *Session) (all []float64) {
	for _, r := range e.net.History {
		all = append(all, r.Loss, r.ValLoss, r.Metric, r.ValMetric)
	}
	return all
}

// The session trains exactly as Fit does, also when it pauses after every batch.
func TestSessionIsFit(t *testing.T) {
	const query = "data=moons&hidden=5&dropout=0.2&regularizer=l2&points=100&batch=7&activation=relu"
	fitted := open(t, query)
	fitted.net.Epochs, fitted.net.Callbacks = 4, nil
	if err := fitted.net.Fit(fitted.train, fitted.validation); err != nil {
		t.Fatal(err)
	}
	e := open(t, query)
	for range 4 * 8 { // 50 examples in batches of 7
		e.Step()
	}
	sameBits(t, "weights", weights(e), weights(fitted))
	sameBits(t, "history", lossesOf(e), lossesOf(fitted))
}

// A link restores the session to the same bits: settings, changes while it ran, and edited weights.
func TestLink(t *testing.T) {
	e := open(t, "data=circles&hidden=4,3&patience=50&seed=7&optimizer=momentum&rate=0.5")
	steps := func(n int) {
		for range n {
			e.Step()
		}
	}
	change := func(name, value string) {
		if changed, err := e.Change(name, value); err != nil || changed != e {
			t.Fatalf("%s: %v", name, err)
		}
	}
	steps(33)
	change("rate", "0.1")
	change("activation", "relu")
	steps(8)
	change("loss", "squared error")
	change("dropout", "0.3")
	change("patience", "3")
	if err := e.SetWeight(2, 5, "0.25"); err != nil {
		t.Fatal(err)
	}
	steps(100)
	change("optimizer", "rprop")
	change("regularizer", "l1")
	steps(20)
	again := open(t, e.Query())
	sameBits(t, "weights", weights(again), weights(e))
	sameBits(t, "history", lossesOf(again), lossesOf(e))
	if again.Settings != e.Settings || again.Query() != e.Query() {
		t.Errorf("the link %s restores\n%+v\nwant\n%+v", e.Query(), again.Settings, e.Settings)
	}
	if e.net.BatchSize != e.train.Len() {
		t.Errorf("rprop has batches of %d, want all %d", e.net.BatchSize, e.train.Len())
	}
}

// Each live setting keeps the weights and reaches the network. Every other setting starts over.
func TestChangeKeepsWeights(t *testing.T) {
	for _, c := range []struct {
		name, value string
		used        func(e *Session) bool
	}{
		{"rate", "0.005", func(e *Session) bool { return *e.net.Optimizer.(*nn.Adam).Rate() == 0.005 }},
		{"optimizer", "sgd", func(e *Session) bool { o, ok := e.net.Optimizer.(*nn.SGD); return ok && o.Momentum == 0 }},
		{"optimizer", "momentum", func(e *Session) bool { return e.net.Optimizer.(*nn.SGD).Momentum == 0.9 }},
		{"activation", "relu", func(e *Session) bool { _, ok := e.net.Layers()[4].(*nn.ReLUActivation); return ok }},
		{"loss", "squared error", func(e *Session) bool { _, ok := e.net.Loss.(*nn.MeanSquaredError); return ok }},
		{"batch", "33", func(e *Session) bool { return e.net.BatchSize == 33 }},
		{"regularizer", "l2", func(e *Session) bool { return e.parameter[4].Regularizer.(*nn.WeightPenalty).L2 == 0.001 }},
		{"dropout", "0.4", func(e *Session) bool { return e.net.Layers()[2].(*nn.Dropout).Rate == 0.4 }},
		{"patience", "2", func(e *Session) bool { return e.stopping.Patience == 2 }},
	} {
		e := open(t, "run=30")
		before := weights(e)
		same, err := e.Change(c.name, c.value)
		if err != nil || same != e {
			t.Fatalf("%s %s: %v", c.name, c.value, err)
		}
		sameBits(t, c.name, weights(e), before)
		if !c.used(e) {
			t.Errorf("%s %s does not reach the network", c.name, c.value)
		}
		if !e.Step() {
			t.Errorf("%s: no step after the change: %v", c.name, e.Err)
		}
	}
	for _, f := range Fields {
		e := open(t, "run=30")
		value := map[string]string{"data": "xor", "points": "90", "noise": "0.3", "share": "40", "init": "he", "seed": "3",
			"hidden": "3", "features": "x1,sin2", "own": "1 1 0"}[f.Name]
		if value == "" {
			if !f.Live {
				t.Errorf("%s is not tested", f.Name)
			}
			continue
		}
		changed, err := e.Change(f.Name, value)
		if err != nil || changed == e || len(changed.net.History) != 0 || changed.Get(f.Name) != value {
			t.Errorf("%s %s: %v, want a new session", f.Name, value, err)
		}
	}
}

// A preview changes nothing: the session goes on as one without a preview. And it shows the step
// that comes next.
func TestPreview(t *testing.T) {
	for _, query := range []string{"run=137", "run=30&dropout=0.3&optimizer=rmsprop&activation=relu&regularizer=l1", "run=24", "run=25"} {
		e, other := open(t, query), open(t, query)
		trace, err := e.Preview()
		if err != nil {
			t.Fatal(err)
		}
		sameBits(t, "weights after a preview", weights(e), weights(other))
		e.Step()
		other.Step()
		sameBits(t, "weights a step later", weights(e), weights(other))
		var after []float64
		for _, s := range trace.Steps {
			if s.Way == "update" {
				after = append(after, s.Matrices[len(s.Matrices)-1].Value.Data...)
			}
		}
		sameBits(t, query+": the previewed weights", after, weights(e))
	}
}

// Looking at a session changes nothing either.
func TestViewsChangeNothing(t *testing.T) {
	e, other := open(t, "run=37&dropout=0.2"), open(t, "run=37&dropout=0.2")
	p := NewPage()
	p.use(e)
	for _, v := range Views {
		f := p.Do("view", map[string]string{"value": v.Name})
		if len(f.Errors) > 0 || len(f.HTML["view"]) < 100 {
			t.Errorf("%s: %v, %q", v.Name, f.Errors, f.HTML["view"])
		}
	}
	p.Do("gradients", nil)
	p.Do("weight", map[string]string{"w": "2.3"})
	sameBits(t, "weights", weights(e), weights(other))
	for range 10 {
		e.Step()
		other.Step()
	}
	sameBits(t, "weights later", weights(e), weights(other))
}

func TestGradientCheck(t *testing.T) {
	for _, query := range []string{"run=50", "run=10&regularizer=l2&strength=0.1", "data=hills&hidden=4&run=5", "hidden=&run=5&loss=squared error"} {
		e := open(t, query)
		for p := range e.parameter {
			for i := range e.parameter[p].Value.Data {
				backward, numeric := e.Check(p, i)
				if d := math.Abs(backward - numeric); !(d <= 1e-6*(1+math.Abs(numeric))) {
					t.Errorf("%s: weight %d.%d: %v and %v", query, p, i, backward, numeric)
				}
			}
		}
	}
}

// Early stopping puts the best weights back, and a further step goes on.
func TestEarlyStopping(t *testing.T) {
	e := open(t, Experiments[8].Variants[1].Query)
	for e.Step() {
	}
	if !strings.Contains(e.Note, "has not improved for 20 epochs") || e.Err != nil {
		t.Fatalf("note %q, error %v", e.Note, e.Err)
	}
	got := e.net.Loss.Loss(e.validation.Y, e.net.Predict(e.validation.X))
	best := math.Inf(1)
	for _, r := range e.net.History {
		best = min(best, r.ValLoss)
	}
	if !(math.Abs(got-best) < 1e-9) {
		t.Errorf("validation loss %v, want that of the best epoch, %v", got, best)
	}
	n := len(e.net.History)
	if !e.Epoch() || len(e.net.History) != n+1 {
		t.Errorf("training does not go on: %v", e.Err)
	}
	sameBits(t, "weights of the link", weights(open(t, e.Query())), weights(e))
}

// Early stopping that is switched on later compares the epochs from then on.
func TestLaterEarlyStopping(t *testing.T) {
	e := open(t, Experiments[8].Variants[0].Query)
	for range 100 {
		e.Epoch()
	}
	if _, err := e.Change("patience", "15"); err != nil {
		t.Fatal(err)
	}
	for e.Step() {
	}
	best := math.Inf(1)
	for _, r := range e.net.History[100:] {
		best = min(best, r.ValLoss)
	}
	if got := e.net.Loss.Loss(e.validation.Y, e.net.Predict(e.validation.X)); !(math.Abs(got-best) < 1e-9) || len(e.net.History) > 200 || e.Note == "" {
		t.Errorf("validation loss %v after %d epochs, want %v; note %q", got, len(e.net.History), best, e.Note)
	}
}

func TestDivergence(t *testing.T) {
	e := open(t, "optimizer=sgd&rate=1&regularizer=l2&strength=5.5")
	for range 1000 {
		e.Step()
	}
	if e.Err == nil || !strings.Contains(e.Err.Error(), "diverged") || e.Step() {
		t.Errorf("error %v, want that training diverged", e.Err)
	}
	if again := open(t, e.Query()); again.Err == nil || again.Err.Error() != e.Err.Error() {
		t.Errorf("the link restores %v, want %v", again.Err, e.Err)
	}
}

// Every set has both classes on both parts, finite numbers, and lies in the plane.
func TestSets(t *testing.T) {
	for _, data := range dataNames() {
		s := Usual
		s.Data, s.Own = data, "1 1 0; -1 2 1; 0 0 1; 2 2 0"
		X, Y := s.points(rand.New(rand.NewPCG(1, 0)))
		sum := 0.0
		for i := range X.Rows {
			sum += Y.Data[i]
			if !(math.Abs(X.At(i, 0)) < 3 && math.Abs(X.At(i, 1)) < 3) {
				t.Errorf("%s: point %v", data, X.Row(i))
			}
		}
		mean := sum / float64(X.Rows)
		if want := map[string]float64{"and": 0.25, "or": 0.75, "plane": 0, "hills": 0}; !(math.Abs(mean-or(want, data, 0.5)) < 0.05) {
			t.Errorf("%s: mean target %v", data, mean)
		}
	}
}

func or(m map[string]float64, key string, otherwise float64) float64 {
	if v, ok := m[key]; ok {
		return v
	}
	return otherwise
}

// Without points nothing can be trained, and nothing fails.
func TestNoPoints(t *testing.T) {
	p := NewPage()
	p.Do("set", map[string]string{"name": "data", "value": "own"})
	for _, v := range Views {
		p.Do("view", map[string]string{"value": v.Name})
	}
	p.Do("gradients", nil)
	f := p.Do("play", nil)
	if f.Running || !strings.Contains(f.Text["status"], "there are no points") {
		t.Errorf("running %v: %s", f.Running, f.Text["status"])
	}
	p.Do("tool", map[string]string{"value": "1"})
	p.Do("click", map[string]string{"x": "75", "y": "30", "width": "300"})
	p.Do("tool", map[string]string{"value": "0"})
	f = p.Do("click", map[string]string{"x": "150", "y": "150", "width": "300"})
	if want := "-1.5 2.4 1; 0 0 0"; f.Values["own"] != want {
		t.Errorf("points %q, want %q", f.Values["own"], want)
	}
	if f = p.Do("epoch", nil); !strings.Contains(f.Text["status"], "epoch 1: loss") {
		t.Error(f.Text["status"])
	}
	p.Do("tool", map[string]string{"value": "remove"})
	if f = p.Do("click", map[string]string{"x": "76", "y": "31", "width": "300"}); f.Values["own"] != "0 0 0" {
		t.Errorf("points %q after removing one", f.Values["own"])
	}
}

// runProgram runs an exported program and returns what it prints.
func runProgram(t *testing.T, text string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("compiles programs")
	}
	root, err := filepath.Abs("../../../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	mod := "module continued\n\ngo 1.24\n\nrequire nn v0.0.0\n\nreplace nn => " + strconv.Quote(root) + "\n"
	for name, text := range map[string]string{"go.mod": mod, "main.go": text} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// The exported program compiles, and begins where the session is.
func TestProgram(t *testing.T) {
	for _, query := range []string{
		"run=500&dropout=0.1&regularizer=l2&patience=7&points=60",
		"data=plane&hidden=&optimizer=rprop&run=3&points=20",
	} {
		e := open(t, query)
		_, rest, _ := strings.Cut(runProgram(t, e.Program("nn")), "before: ")
		first, rest, _ := strings.Cut(rest, "\n")
		if got, want := first, formatNumber(e.net.Score(e.train)); got != want || !strings.HasPrefix(rest, "epoch 1 ") {
			t.Errorf("%s: the program begins with %s, want %s; then %.60q", query, got, want, rest)
		}
	}
}
