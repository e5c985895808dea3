package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// chargeOnce charges each known mistake that explains the failures one test: the test with the most
// points among those that fail. At every other test that fails the student keeps a share of the
// points. A test of an unwritten function does not count as failed. Only the tests and their points
// decide which tests are charged, not the mistakes' names.
func (m *mark) chargeOnce(share float64) {
	if len(m.result.Causes) == 0 {
		return
	}
	var failed []*testMark
	for i := range m.tests {
		if t := &m.tests[i]; t.result.failed() {
			failed = append(failed, t)
		}
	}
	slices.SortStableFunc(failed, func(a, b *testMark) int { return cmp.Compare(b.max, a.max) })
	for _, t := range failed[min(len(failed), len(m.result.Causes)):] {
		t.repeated, t.score = true, t.max*m.kept*share
	}
}

// causes returns a sentence about the known mistakes that explain all failures, or "".
func (m *mark) causes() string {
	if len(m.result.Causes) == 0 || m.excused {
		return ""
	}
	var charged, repeated []*testMark
	for i := range m.tests {
		switch t := &m.tests[i]; {
		case t.repeated:
			repeated = append(repeated, t)
		case t.result.failed():
			charged = append(charged, t)
		}
	}
	text := "One known mistake explains all tests that fail"
	if len(m.result.Causes) == 2 {
		text = "Two known mistakes explain all tests that fail"
	}
	text = fmt.Sprintf("%s: %s. Charged: %s.", text, oneLine(strings.Join(m.result.Causes, "; and ")), names(charged))
	if len(repeated) > 0 {
		text += fmt.Sprintf(" The same cause: %s.", names(repeated))
	}
	return text
}

// names lists tests. The hidden ones are only counted.
func names(list []*testMark) string {
	var all []string
	hidden := 0
	for _, t := range list {
		if t.test.hidden {
			hidden++
		} else {
			all = append(all, t.test.Name)
		}
	}
	switch hidden {
	case 0:
	case 1:
		all = append(all, "1 hidden test")
	default:
		all = append(all, fmt.Sprintf("%d hidden tests", hidden))
	}
	return strings.Join(all, ", ")
}

// sentence explains a test that did not pass.
func (t *testMark) sentence() string {
	text := sentences[t.result.Status]
	if t.repeated {
		text += " The cause is charged at another test."
	}
	return text
}
