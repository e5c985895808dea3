package check_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"exercises/check"
	"exercises/given"
)

// recorder is a test that remembers what it is told.
type recorder struct {
	testing.TB
	name   string
	errors []string
}

func (r *recorder) Helper()        {}
func (r *recorder) Name() string   { return r.name }
func (r *recorder) Error(a ...any) { r.errors = append(r.errors, fmt.Sprint(a...)) }
func (r *recorder) Errorf(format string, a ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, a...))
}
func (r *recorder) text() string { return strings.Join(r.errors, "\n---\n") }

func TestMessage(t *testing.T) {
	X := given.MatrixOf([]float64{1, 2}, []float64{3, 4})
	r := &recorder{name: "TestMessage"}
	check.Call(r, "Double(X)", "X", X).
		Mistake("it halves", "Layers", X.ScaledBy(0.5)).
		Mistake("it triples", "Layers, again", X.ScaledBy(3)).
		Want("Y", X.ScaledBy(3), X.ScaledBy(2))
	check.Recover(r)
	want := `Double(X) with
  X = [ 1 2 ]
      [ 3 4 ]
Y
got  [  3  6 ]
     [  9 12 ]
want [ 2 4 ]
     [ 6 8 ]
how far: 4 of 4 elements differ, most at (1, 1): 12 instead of 8, a difference of 4, allowed 9e-09
         got is 1.5 times want
---
known mistake: it triples
look again at the slide: Layers, again`
	if r.text() != want {
		t.Errorf("got\n%s\nwant\n%s", r.text(), want)
	}
}

// TestName: a name is shown at the end of a test if it is the only one that explains every result.
func TestName(t *testing.T) {
	type result struct {
		call      string
		mistakes  map[string]any
		got, want float64
	}
	named := func(results ...result) string {
		r := &recorder{name: "TestName of " + t.Name()}
		for _, x := range results {
			sub := &recorder{name: r.name + "/case"}
			c := check.Call(sub, x.call)
			for name, v := range x.mistakes {
				c.Mistake(name, "Slide", v)
			}
			if c.Want("", x.got, x.want); len(sub.errors) > 0 && strings.Contains(sub.text(), "known") {
				t.Errorf("a case names a mistake: %s", sub.text())
			}
			check.Recover(sub)
		}
		check.Recover(r)
		name, _, _ := strings.Cut(strings.TrimPrefix(r.text(), "known mistake: "), "\n")
		return name
	}
	type m = map[string]any
	for _, tt := range []struct {
		about   string
		results []result
		want    string
	}{
		{"one result", []result{{"F", m{"a": 2.0}, 2, 1}}, "a"},
		{"two results", []result{{"F", m{"a": 2.0}, 2, 1}, {"F", m{"a": 6.0}, 6, 3}}, "a"},
		{"a second result that it does not explain", []result{{"F", m{"a": 2.0}, 2, 1}, {"F", m{"a": 6.0}, 7, 3}}, ""},
		{"a second result without it", []result{{"F", m{"a": 2.0}, 2, 1}, {"F", nil, 7, 3}}, ""},
		{"a right result that it would change", []result{{"F", m{"a": 2.0}, 2, 1}, {"F", m{"a": 6.0}, 3, 3}}, ""},
		{"the same, but of another function", []result{{"F", m{"a": 2.0}, 2, 1}, {"G", m{"a": 6.0}, 3, 3}}, "a"},
		{"a right result that it would not change", []result{{"F", m{"a": 2.0}, 2, 1}, {"F", m{"a": 3.0}, 3, 3}}, "a"},
		{"two names", []result{{"F", m{"a": 2.0, "b": 2.0}, 2, 1}}, ""},
		{"two names that a second result tells apart",
			[]result{{"F", m{"a": 2.0, "b": 2.0}, 2, 1}, {"F", m{"a": 5.0, "b": 6.0}, 6, 3}}, "b"},
		{"a panic that it does not explain", []result{{"F", m{"a": check.Panics}, 2, 1}}, ""},
	} {
		if got := named(tt.results...); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.about, got, tt.want)
		}
	}
}

// TestNameOfPanic: a panic is a result, too.
func TestNameOfPanic(t *testing.T) {
	for _, name := range []string{"a", ""} {
		r := &recorder{name: "TestNameOfPanic"}
		func() {
			defer check.Recover(r)
			c := check.Call(r, "F").MistakeIf("b", "Slide", true)
			if name != "" {
				c.Mistake(name, "Slide", check.Panics)
			}
			panic("shapes")
		}()
		if got := strings.Contains(r.text(), "known mistake: a"); got != (name != "") || strings.Contains(r.text(), ": b") {
			t.Errorf("got %s", r.text())
		}
	}
}

// What differs by rounding alone is not so many times want.
func TestTimesOne(t *testing.T) {
	r := &recorder{}
	check.Call(r, "F(x)").Within(0).Want("", []float64{5.3 + 1e-15, 7}, []float64{5.3, 7})
	if s := r.text(); s == "" || strings.Contains(s, "times want") {
		t.Error(s)
	}
}

func TestWant(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	var none *given.Matrix
	m := given.MatrixOf([]float64{1, 2})
	for _, tt := range []struct {
		name      string
		got, want any
		says      string // nothing if the two are close
	}{
		{"equal", 1.0, 1.0, ""},
		{"close", 1 + 1e-10, 1.0, ""},
		{"not close", 1 + 1e-8, 1.0, "the difference is 1e-08"},
		{"close for its size", 1e6 + 1e-4, 1e6, ""},
		{"infinite", inf, inf, ""},
		{"infinite the other way", -inf, inf, "the difference is +Inf"},
		{"infinite in place of a number", inf, 1.0, "the difference is +Inf"},
		{"NaN", nan, 1.0, "the difference is NaN"},
		{"NaN wanted", nan, nan, "the difference is NaN"},
		{"slices", []float64{1, 2}, []float64{1, 2}, ""},
		{"NaN in a slice", []float64{1, nan}, []float64{1, 2},
			"1 of 2 elements differ, most at [1]: NaN instead of 2"},
		{"a large difference beside NaN", []float64{9, nan}, []float64{1, 2}, "most at [1]: NaN"},
		{"a short slice", []float64{1}, []float64{1, 2}, "the shape is 1 numbers, want 2 numbers"},
		{"matrices", m.Clone(), m, ""},
		{"another shape", m.T(), m, "the shape is (2, 1), want (1, 2)"},
		{"no matrix", none, m, "got nil, no matrix, want (1, 2)"},
		{"no slice", []float64(nil), []float64{1}, "the shape is 0 numbers, want 1 numbers"},
		{"a false shape", &given.Matrix{Rows: 1 << 40, Cols: 1 << 40}, m,
			"of shape (1099511627776, 1099511627776) with 0"},
		{"ints", []int{1, 2}, []int{1, 2}, ""},
		{"other ints", []int{2, 1}, []int{1, 2}, "they are not equal"},
		{"words", "cat", "dog", "they are not equal"},
		{"truth", true, true, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := &recorder{}
			check.Call(r, "F()").Want("", tt.got, tt.want)
			if (tt.says == "") != (len(r.errors) == 0) || !strings.Contains(r.text(), tt.says) {
				t.Errorf("got %q, want it to say %q", r.text(), tt.says)
			}
		})
	}
}

// A mistake that cannot be told from the right result must not be named.
func TestMistakeThatIsRight(t *testing.T) {
	r := &recorder{name: "TestMistakeThatIsRight"}
	check.Call(r, "Mean(x)").Mistake("it is not divided by n", "Loss", 3+3e-9).Want("", 3+6e-9, 3.0)
	if len(r.errors) != 1 || strings.Contains(r.text(), "known mistake") {
		t.Error(r.text())
	}
	check.Recover(r)
	r = &recorder{name: "TestMistakeThatIsRight"}
	check.Call(r, "F()").MistakeIf("a", "Slide", false).MistakeIf("b", "Slide", true).True("x > 0",
		-1.0, false)
	check.Recover(r)
	if !strings.HasSuffix(r.text(),
		"got  -1\nwant x > 0\n---\nknown mistake: b\nlook again at the slide: Slide") {
		t.Error(r.text())
	}
}

func TestUnchanged(t *testing.T) {
	x, y := []float64{1, 2, math.NaN()}, given.MatrixOf([]float64{3, math.NaN()})
	r := &recorder{name: "TestUnchanged"}
	c := check.Call(r, "F(x, y, n)", "x", x, "y", y, "n", 3)
	c.Unchanged("Layers")
	if len(r.errors) > 0 {
		t.Error(r.text())
	}
	x[1], y.Data[0] = 5, 6
	c.Unchanged("Layers")
	check.Recover(r)
	if len(r.errors) != 3 || !strings.Contains(r.errors[0],
		"x after the call\ngot  [1 5 NaN]\nwant [1 2 NaN]") ||
		!strings.Contains(r.errors[2], "known mistake: "+check.InPlace) {
		t.Error(r.text())
	}
}

func TestRecover(t *testing.T) {
	r := &recorder{}
	func() {
		defer check.Recover(r)
		panic("not written yet: F")
	}()
	func() {
		defer check.Recover(r)
		given.NewMatrix(1, 2).Dot(given.NewMatrix(3, 4))
	}()
	func() {
		defer check.Recover(r)
		var none []int
		_ = none[len(r.errors)]
	}()
	func() { defer check.Recover(r) }()
	if len(r.errors) != 3 || r.errors[0] != "not written yet: F" ||
		!strings.Contains(r.errors[1], "panic at check_test.go:") ||
		!strings.Contains(r.errors[1], "Dot: (1, 2) by (3, 4)") ||
		!strings.Contains(r.errors[2], "panic at check_test.go:") {
		t.Error(r.text())
	}
}

func TestSlopes(t *testing.T) {
	for _, x := range []float64{-20, -1, 0, 0.5, 3} {
		f := func(x float64) float64 { return math.Tanh(x) * x * x }
		s := math.Tanh(x)
		if got, want := check.Slope(f,
			x), (1-s*s)*x*x+2*x*s; !(math.Abs(got-want) <= 1e-9*(1+math.Abs(want))) {
			t.Errorf("at %v: got %v, want %v", x, got, want)
		}
	}
	rng := check.Rand(t)
	X, dY := check.Random(rng, 3, 4), check.Random(rng, 3, 4)
	before := X.Clone()
	got := check.Slopes(X, func() float64 { return check.SumOfProducts(X.Multiply(X), dY) })
	r := &recorder{}
	check.Call(r, "x²").Within(check.SlopeTolerance).Want("dX", got, X.Multiply(dY).ScaledBy(2))
	check.Call(r, "x²").Within(0).Want("X", X, before)
	if len(r.errors) > 0 {
		t.Error(r.text())
	}
}

func TestRand(t *testing.T) {
	first := func(name string) uint64 { return check.Rand(&recorder{name: name}).Uint64() }
	a, again, b := first("TestA"), first("TestA"), first("TestB")
	t.Setenv("EXERCISES_SEED", "7")
	if other := first("TestA"); a != again || a == b || a == other {
		t.Errorf("%v, again %v, another test %v, another seed %v", a, again, b, other)
	}
	var _ *rand.Rand = check.Rand(t)
}
