package check

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"exercises/given"
)

// An overlay adds this file to the package. With EXERCISES_OBSERVE the tests of the worked answer print
// the names of mistakes that their numbers cannot justify, because another mistake, or a simple
// transformation of the right result, has the same results in all cases.

func init() {
	if os.Getenv("EXERCISES_OBSERVE") != "" {
		observer = &cases{}
	}
}

type cases struct{ all []seen }

// seen is a right result, and the results of mistakes in its place.
type seen struct {
	call     string
	want     any
	mistakes []mistake
}

func (o *cases) saw(c *Case, want any) {
	o.all = append(o.all, seen{c.call, clone(want), c.mistakes})
}

func (o *cases) ended(t testing.TB) {
	var names []string
	facts := map[string]bool{}
	for _, s := range o.all {
		for _, m := range s.mistakes {
			if !slices.Contains(names, m.name) {
				names = append(names, m.name)
			}
			facts[m.name] = facts[m.name] || m.fact || isPanics(m.result)
		}
	}
	for i, a := range names {
		fmt.Printf("observed %s\t%s\t%s\n", t.Name(), a, o.random(a))
		if facts[a] {
			continue
		}
		for _, b := range names[:i] {
			if !facts[b] && o.same(a, func(s seen) []any { return s.results(b) }) &&
				o.same(b, func(s seen) []any { return s.results(a) }) {
				fmt.Printf("ambiguous %s\t%s\t%s\n", t.Name(), a, b)
			}
		}
		for _, tr := range transformations() {
			of := func(s seen) []any {
				if !o.named(a, s.call) {
					return nil
				}
				return tr.of(s, s.results(a))
			}
			if o.same(a, of) {
				fmt.Printf("ambiguous %s\t%s\t%s\n", t.Name(), a, tr.name)
			}
		}
	}
	o.all = nil
}

// named reports whether a case with this call has the mistake.
func (o *cases) named(name, call string) bool {
	return slices.ContainsFunc(o.all, func(s seen) bool { return s.call == call && len(s.results(name)) > 0 })
}

// random returns the right results of the cases with the mistake. They depend on the seed if a case has
// random numbers.
func (o *cases) random(name string) string {
	var b strings.Builder
	for _, s := range o.all {
		if len(s.results(name)) > 0 {
			if t := tableOf(s.want); t != nil {
				fmt.Fprintf(&b, "%.3g", t.data)
			} else {
				fmt.Fprintf(&b, "%v", s.want)
			}
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// results returns what the mistake with this name gives in place of the right result.
func (s seen) results(name string) (all []any) {
	for _, m := range s.mistakes {
		if m.name == name && !m.fact && comparable(m.result, s.want) {
			all = append(all, m.result)
		}
	}
	return all
}

// same reports whether the test shows the name for a student whose results are those of other: in at
// least one case the result is wrong, and in all of these the mistake gives it.
func (o *cases) same(name string, other func(s seen) []any) bool {
	wrong := false
	calls := map[string]bool{}
	for _, s := range o.all {
		for _, r := range other(s) {
			if !alike(r, s.want, Tolerance) {
				calls[s.call] = true
			}
		}
	}
	for _, s := range o.all {
		for _, r := range other(s) {
			right := alike(r, s.want, Tolerance)
			equal := slices.ContainsFunc(s.results(name), func(v any) bool { return alike(r, v, Tolerance) })
			silent := !slices.ContainsFunc(s.results(name),
				func(v any) bool { return !alike(v, s.want, Tolerance) })
			switch {
			case right && !silent && !equal && calls[s.call], !right && !equal:
				return false
			case !right:
				wrong = true
			}
		}
	}
	return wrong
}

// transformation makes a wrong result from the right one. A free constant is fitted to the first result of
// the mistake.
type transformation struct {
	name string
	of   func(s seen, results []any) []any
}

func transformations() []transformation {
	fixed := func(name string, f func(m *given.Matrix) *given.Matrix) transformation {
		return transformation{name, func(s seen, _ []any) []any {
			if m, ok := matrix(s.want); ok && m != nil && whole(m) && m.Rows > 0 {
				return []any{f(m)}
			}
			return nil
		}}
	}
	row := func(i int) func(m *given.Matrix) *given.Matrix {
		return func(m *given.Matrix) *given.Matrix { return given.MatrixOf(m.Row(((i % m.Rows) + m.Rows) % m.Rows)) }
	}
	all := func(row func(m *given.Matrix) *given.Matrix) func(m *given.Matrix) *given.Matrix {
		return func(m *given.Matrix) *given.Matrix { return given.NewMatrix(m.Rows, m.Cols).AddToRows(row(m)) }
	}
	sum := func(m *given.Matrix) *given.Matrix { return m.SumAxis0() }
	return []transformation{
		fixed("the transpose of the right result", func(m *given.Matrix) *given.Matrix { return m.T() }),
		fixed("the first row of the right result", row(0)),
		fixed("the last row of the right result", row(-1)),
		fixed("the first row of the right result in all rows", all(row(0))),
		fixed("the last row of the right result in all rows", all(row(-1))),
		fixed("the sum of the rows of the right result", sum),
		fixed("the sum of the rows of the right result in all rows", all(sum)),
		fitted("a constant", func(_, r float64) float64 { return r }, func(_, c float64) float64 { return c }),
		fitted("times the right result", func(w, r float64) float64 { return r / w },
			func(w, c float64) float64 { return c * w }),
		fitted("more than the right result", func(w, r float64) float64 { return r - w },
			func(w, c float64) float64 { return c + w }),
	}
}

// fitted is a transformation of each element with a constant, which is the same in all cases.
func fitted(name string, fit, of func(w, c float64) float64) transformation {
	c := math.NaN() // an infinite one, of 0 and another number, makes every result different
	return transformation{name, func(s seen, results []any) []any {
		t := tableOf(s.want)
		if t == nil {
			return nil
		}
		for _, r := range results {
			for i, v := range tableOf(r).data {
				if i < len(t.data) && math.IsNaN(c) && !(t.data[i] == 0 && v == 0) {
					c = fit(t.data[i], v)
				}
			}
		}
		if math.IsNaN(c) {
			return results // zeros in place of zeros
		}
		return []any{t.changed(s.want, func(w float64) float64 { return of(w, c) })}
	}}
}

// changed is a value like v with other numbers.
func (t *table) changed(v any, f func(w float64) float64) any {
	data := make([]float64, len(t.data))
	for i, w := range t.data {
		data[i] = f(w)
	}
	switch v := v.(type) {
	case float64:
		return data[0]
	case *given.Matrix:
		return &given.Matrix{Rows: v.Rows, Cols: v.Cols, Data: data}
	}
	return data
}
