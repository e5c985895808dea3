// Package check contains the tools for the tests of the exercises: comparisons with instructive
// failures, finite differences, and random matrices that are the same in every run.
//
// A failure shows, in this order: the call with its arguments, got, want, and the difference. If
// the result matches a known mistake, the failure also shows the name of the mistake and the slide
// to read again.
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

// Mistake adds a known mistake with the result that it gives. If the failing result is close to
// this result, the failure ends with the name of the mistake and the slide.
func (c *Case) Mistake(name, slide string, result any) *Case {
	result = clone(result)
	c.mistakes = append(c.mistakes, mistake{name, slide, func(c *Case, got, want any) bool {
		return distance(got, result, c.tolerance) == "" && distance(want, result, c.tolerance) != ""
	}})
	return c
}

// MistakeIf adds a known mistake that the result alone cannot show. If made is true, every failure
// of this case names the mistake.
func (c *Case) MistakeIf(name, slide string, made bool) *Case {
	c.mistakes = append(c.mistakes, mistake{name, slide,
		func(*Case, any, any) bool { return made }})
	return c
}

// Want fails the test unless got is close to want. Both have the same type. A *given.Matrix, a
// float64 and a []float64 are compared within the tolerance, all other types for equality. The
// argument what names the result, for example "dW"; it can be empty.
func (c *Case) Want(what string, got, want any) {
	c.t.Helper()
	far := distance(got, want, c.tolerance)
	if far == "" {
		return
	}
	c.fail(c.message(what, got, want, far) + c.diagnosis(got, want))
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
	c.fail(m + line("want", rule) + c.diagnosis(result, nil))
}

// InPlace is the name of the mistake that Unchanged detects.
const InPlace = "the function works in place: it changes an argument that belongs to its caller"

// Unchanged fails the test if the call changed one of its arguments.
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
	return m + line("got ", show(got)) + line("want", show(want)) + line("how far:", far)
}

// diagnosis returns the name of the first mistake whose result is close to got but not to want.
func (c *Case) diagnosis(got, want any) string {
	for _, m := range c.mistakes {
		if m.made(c, got, want) {
			return known(m.name, m.slide)
		}
	}
	return ""
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
