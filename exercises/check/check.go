// Package check contains the tools for the tests of the exercises: comparisons with instructive
// failures, finite differences, and random matrices that are the same in every run.
//
// A failure shows, in this order: the call with its arguments, got, want, and the difference. If one
// known mistake explains all failures of a test, the test ends with the name of the mistake and the
// slide to read again.
package check

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// Case is one call of a function under test.
type Case struct {
	t         testing.TB
	call      string
	args      []argument
	tolerance float64
	mistakes  []mistake
}

type argument struct {
	name          string
	value, before any
}

type mistake struct {
	name, slide string
	fact        bool // made is known from elsewhere than the result
	result      any  // unless it is a fact
	made        func(c *Case, got, want any) answer
}

// answer is whether a mistake was made, as far as one result shows it.
type answer int

const (
	silent answer = iota // the mistake does not change this result
	no
	yes
)

// Tolerance is the default tolerance, which Within replaces: got and want are close if
// |got - want| ≤ tolerance·(1 + |want|). NaN is not close to any number.
const Tolerance = 1e-9

// Call begins a case. It takes the text of the call, and its arguments as pairs of a name and a
// value. Use Call before the function is called, because it copies the values, and Unchanged
// compares the arguments with these copies.
//
//	check.Call(t, "Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred)
func Call(t testing.TB, call string, namesAndValues ...any) *Case {
	c := &Case{t: t, call: call, tolerance: Tolerance}
	mu.Lock()
	diagnosisOf(t).current = c
	mu.Unlock()
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		name, value := namesAndValues[i].(string), namesAndValues[i+1]
		c.args = append(c.args, argument{name, value, clone(value)})
	}
	return c
}

// Within sets the tolerance.
func (c *Case) Within(tolerance float64) *Case {
	c.tolerance = tolerance
	return c
}

// Mistake adds a known mistake with the result that it gives. A mistake with several possible
// results is added several times. The test names the mistake only if it explains every failure of
// the test, and if no result that it should have changed is right.
func (c *Case) Mistake(name, slide string, result any) *Case {
	result = clone(result)
	c.mistakes = append(c.mistakes, mistake{name, slide, false, result, func(c *Case, got, want any) answer {
		switch {
		case isPanics(result) && isPanics(got):
			return yes
		case isPanics(result):
			return no
		case !comparable(result, want) || alike(want, result, c.tolerance):
			return silent
		case alike(got, result, c.tolerance):
			return yes
		}
		return no
	}})
	return c
}

// MistakeIf adds a known mistake that the result alone cannot show. If made is true, the mistake
// explains every failure of this case.
func (c *Case) MistakeIf(name, slide string, made bool) *Case {
	c.mistakes = append(c.mistakes, mistake{name, slide, true, nil, func(_ *Case, got, _ any) answer {
		if made && !isPanics(got) {
			return yes
		}
		return no
	}})
	return c
}

// Want fails the test unless got is close to want. Both have the same type. A *given.Matrix, a
// float64 and a []float64 are compared within the tolerance, all other types for equality. The
// argument what names the result, for example "dW"; it can be empty.
func (c *Case) Want(what string, got, want any) {
	c.t.Helper()
	far := distance(got, want, c.tolerance)
	if far == "" {
		c.passed(got, want)
		return
	}
	c.failed(got, want)
	c.fail(c.message(what, got, want, far))
}

// True fails the test unless holds is true. Use it when the exact result is not known. rule states
// the condition in words. The failure shows the result, unless it is nil.
func (c *Case) True(rule string, result any, holds bool) {
	c.t.Helper()
	if holds {
		return
	}
	m := c.called()
	if result != nil {
		m += line("got ", show(result))
	}
	c.failed(result, nil)
	c.fail(m + line("want", rule))
}

// InPlace is the name of the mistake that Unchanged detects.
const InPlace = "the function changes values that it should only read"

// Unchanged fails the test if the call changed one of its arguments. A NaN that is still NaN is unchanged.
func (c *Case) Unchanged(slide string) {
	c.t.Helper()
	for _, a := range c.args {
		if far := distance(a.value, a.before, 0); far != "" && !alike(a.value, a.before, 0) {
			changed := &Case{t: c.t, call: c.call, mistakes: []mistake{{InPlace, slide, true, nil,
				func(*Case, any, any) answer { return yes }}}}
			changed.failed(a.value, a.before)
			c.fail(c.message(a.name+" after the call", a.value, a.before, far))
		}
	}
}

func (c *Case) fail(message string) {
	c.t.Helper()
	c.t.Error(strings.TrimSpace(message))
}

// called returns the first part of a message: the call with its arguments before the call.
func (c *Case) called() string {
	m := c.call
	if len(c.args) > 0 {
		m += " with"
	}
	m += "\n"
	for _, a := range c.args {
		m += line("  "+a.name+" =", show(a.before))
	}
	return m
}

func (c *Case) message(what string, got, want any, far string) string {
	m := c.called()
	if what != "" {
		m += what + "\n"
	}
	g, w := show(got), show(want)
	if g == w {
		g, w = exact(got), exact(want)
	}
	return m + line("got ", g) + line("want", w) + line("how far:", far)
}

// known returns the last part of a message. The grader searches for its first words.
func known(name, slide string) string {
	return line("known mistake:", name) + line("look again at the slide:", slide)
}

// clone returns a deep copy of a matrix or a slice. It returns all other values unchanged.
func clone(v any) any {
	if m, ok := matrix(v); ok {
		if m == nil || !whole(m) {
			return v
		}
		return m.Clone()
	}
	s := reflect.ValueOf(v)
	if s.Kind() != reflect.Slice || s.IsNil() {
		return v
	}
	c := reflect.MakeSlice(s.Type(), s.Len(), s.Len())
	for i := range s.Len() {
		if e := clone(s.Index(i).Interface()); e != nil {
			c.Index(i).Set(reflect.ValueOf(e))
		}
	}
	return c.Interface()
}

func line(label, text string) string {
	return fmt.Sprintf("%s %s\n", label, indent(text, len([]rune(label))+1))
}
