package check

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

// diagnosis collects which known mistakes can explain the failures of one test with its subtests.
type diagnosis struct {
	failures int
	names    []candidate // in the order of the first failure
	refuted  map[string]bool
	calls    map[string]bool            // with a failure
	passed   map[string]map[string]bool // of each mistake, the calls whose result it should change
	current  *Case                      // the last one, in which a panic is
}

type candidate struct{ name, slide string }

var (
	mu        sync.Mutex
	diagnoses = map[string]*diagnosis{} // by the name of the test, without those of subtests
)

// observer, if not nil, sees every right result with the mistakes that could have changed it, and the end
// of every test. The students' tests have none.
var observer interface {
	saw(c *Case, want any)
	ended(t testing.TB)
}

func diagnosisOf(t testing.TB) *diagnosis {
	root, _, _ := strings.Cut(t.Name(), "/")
	if diagnoses[root] == nil {
		diagnoses[root] = &diagnosis{refuted: map[string]bool{}, calls: map[string]bool{},
			passed: map[string]map[string]bool{}}
	}
	return diagnoses[root]
}

// answers returns the mistakes of the case in their order, and of each what it says to a result: yes
// if one of its results is this one, no if none is.
func (c *Case) answers(got, want any) (names []candidate, all map[string]answer) {
	all = map[string]answer{}
	for _, m := range c.mistakes {
		if _, seen := all[m.name]; !seen {
			names = append(names, candidate{m.name, m.slide})
		}
		all[m.name] = max(all[m.name], m.made(c, got, want))
	}
	return names, all
}

// failed notes a failure. A mistake that does not explain it is refuted.
func (c *Case) failed(got, want any) {
	mu.Lock()
	defer mu.Unlock()
	d := diagnosisOf(c.t)
	names, all := c.answers(got, want)
	if d.failures++; d.failures == 1 {
		d.names = names
	}
	d.calls[c.call] = true
	for _, n := range d.names {
		if all[n.name] != yes {
			d.refuted[n.name] = true
		}
	}
}

// passed notes a right result. A mistake that would have changed it is refuted, if it has to explain
// a failure of the same function.
func (c *Case) passed(got, want any) {
	mu.Lock()
	defer mu.Unlock()
	if observer != nil {
		observer.saw(c, want)
	}
	d := diagnosisOf(c.t)
	counted := *c
	counted.mistakes = slices.DeleteFunc(slices.Clone(c.mistakes), func(m mistake) bool { return m.fact })
	_, all := counted.answers(got, want)
	for name, a := range all {
		if a != no {
			continue
		}
		if d.passed[name] == nil {
			d.passed[name] = map[string]bool{}
		}
		d.passed[name][c.call] = true
	}
}

// panics is a result of a mistake: the call panics.
type panics struct{}

// Panics is the result of a mistake with which the call panics.
var Panics any = panics{}

func isPanics(v any) bool {
	_, ok := v.(panics)
	return ok
}

// panicked notes that the last case of a test has panicked.
func panicked(t testing.TB) {
	mu.Lock()
	c := diagnosisOf(t).current
	mu.Unlock()
	if c == nil || c.t != t {
		c = &Case{t: t}
	}
	c.failed(Panics, nil)
}

// conclude ends a test and returns the name of the mistake that explains all failures, if exactly
// one does.
func conclude(t testing.TB) string {
	mu.Lock()
	defer mu.Unlock()
	if observer != nil {
		observer.ended(t)
	}
	d := diagnosisOf(t)
	delete(diagnoses, t.Name())
	left := slices.DeleteFunc(d.names, func(n candidate) bool {
		for call := range d.passed[n.name] {
			if d.calls[call] {
				return true
			}
		}
		return d.refuted[n.name]
	})
	if len(left) != 1 {
		return ""
	}
	return known(left[0].name, left[0].slide)
}

// alike reports whether two results are close. A NaN is like another one here.
func alike(a, b any, tolerance float64) bool {
	for _, v := range []*any{&a, &b} {
		*v = clone(*v)
		t := tableOf(*v)
		if x, ok := (*v).(float64); ok && math.IsNaN(x) {
			*v = math.MaxFloat64
		} else if t != nil {
			for i, x := range t.data {
				if math.IsNaN(x) {
					t.data[i] = math.MaxFloat64
				}
			}
		}
	}
	return distance(a, b, tolerance) == ""
}

// comparable reports whether a mistake's result can be compared with want: nil, or a result of
// another type, belongs to other cases or other results.
func comparable(result, want any) bool {
	v, w := reflect.ValueOf(result), reflect.ValueOf(want)
	if !v.IsValid() || !w.IsValid() || v.Type() != w.Type() {
		return false
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Pointer:
		return !v.IsNil()
	}
	return true
}
