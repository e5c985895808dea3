// Package check is what the tests of the exercises are written with: comparisons whose failures
// can be learned from, finite differences, and random matrices that are the same in every run.
//
// A failure reads in this order: what was called with what, got, want, how far they are apart and,
// where the result is that of a known mistake, its name and the slide to look at again.
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
	made        func(c *Case, got, want any) bool
}

// Tolerance is how far a number may be from the one wanted, unless Within says otherwise: got and
// want are close if |got - want| ≤ tolerance·(1 + |want|). NaN is close to nothing.
const Tolerance = 1e-9

// Call begins a case: how the call is written, and its arguments as pairs of a name and a value.
// Write it before the call: it keeps copies of the values, which Unchanged compares with.
//
//	check.Call(t, "Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred)
func Call(t testing.TB, call string, namesAndValues ...any) *Case {
	c := &Case{t: t, call: call, tolerance: Tolerance}
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

// Mistake says what a known mistake would give in place of the result that is wanted. If the
// failing result is that one, the message ends with the mistake's name and the slide.
func (c *Case) Mistake(name, slide string, result any) *Case {
	result = clone(result)
	c.mistakes = append(c.mistakes, mistake{name, slide, func(c *Case, got, want any) bool {
		return distance(got, result, c.tolerance) == "" && distance(want, result, c.tolerance) != ""
	}})
	return c
}

// MistakeIf is Mistake for what one result does not tell: it names the mistake in any failure of
// this case if made is true.
func (c *Case) MistakeIf(name, slide string, made bool) *Case {
	c.mistakes = append(c.mistakes, mistake{name, slide,
		func(*Case, any, any) bool { return made }})
	return c
}

// Want fails the test unless got is close to want. Both are of the same type: a *given.Matrix,
// float64 or []float64, compared within the tolerance, or anything else, compared for equality.
// What names the result, such as "dW"; it may be empty.
func (c *Case) Want(what string, got, want any) {
	c.t.Helper()
	far := distance(got, want, c.tolerance)
	if far == "" {
		return
	}
	c.fail(c.message(what, got, want, far) + c.diagnosis(got, want))
}

// True fails the test unless holds is true. Rule says in words what must hold of the result, which
// is shown if it is not nil: for results of which the exact value is not known.
func (c *Case) True(rule string, result any, holds bool) {
	c.t.Helper()
	if holds {
		return
	}
	m := c.called()
	if result != nil {
		m += line("got ", show(result))
	}
	c.fail(m + line("want", rule) + c.diagnosis(result, nil))
}

// InPlace is the name of the mistake that Unchanged finds.
const InPlace = "the function works in place: it changes an argument that belongs to its caller"

// Unchanged fails the test if the call has changed one of its arguments.
func (c *Case) Unchanged(slide string) {
	c.t.Helper()
	for _, a := range c.args {
		if far := distance(a.value, a.before, 0); far != "" {
			c.fail(c.message(a.name+" after the call", a.value, a.before, far) +
				known(InPlace, slide))
		}
	}
}

func (c *Case) fail(message string) {
	c.t.Helper()
	c.t.Error(strings.TrimSpace(message))
}

// called is the first part of a message: the call with its arguments as they were before it.
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
	return m + line("got ", show(got)) + line("want", show(want)) + line("how far:", far)
}

// diagnosis names the first mistake that gives got and does not give want.
func (c *Case) diagnosis(got, want any) string {
	for _, m := range c.mistakes {
		if m.made(c, got, want) {
			return known(m.name, m.slide)
		}
	}
	return ""
}

// known is the last part of a message. The grader looks for its first words.
func known(name, slide string) string {
	return line("known mistake:", name) + line("look again at the slide:", slide)
}

// clone returns a copy of a matrix or a slice in memory of its own, and anything else as it is.
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
