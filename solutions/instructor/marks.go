package main

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// student is one submission with its results and marks.
type student struct {
	name     string
	id       string    // the ID on the platform or in the roster, if known
	ids      []string  // all known IDs
	number   string    // the platform's own number, if the submission has one
	arrived  time.Time // the time of the submission, if the platform states it
	alike    bool      // another student has nearly the same name
	absent   bool      // in the roster but without a submission
	unread   error     // the reason why the submission could not be read; it gets no points
	ungraded error     // the reason why the grader failed; there is no mark
	notes    []string  // for the instructor, about problems with the submission
	files    map[string]submittedFile
	results  map[string]*exerciseResult
	marks    []mark // of the exercises that are not skipped, in order
}

// newStudent returns a student without results.
func newStudent(s *submission) *student {
	st := &student{name: s.name, id: s.id, arrived: s.arrived, alike: s.alike,
		results: map[string]*exerciseResult{}}
	if s.id != "" {
		st.ids = []string{s.id}
	}
	if s.numbered {
		st.number = s.id
	}
	return st
}

// take stores the files and notes of the submission.
func (st *student) take(s *submission) {
	st.unread, st.files = s.err, s.files
	notes := s.notes
	if len(s.other) > 0 {
		notes = append(notes, "Go files that belong to no exercise: "+list(s.other))
	}
	st.notes = append(notes, st.notes...)
}

// mark is the mark of one student for one exercise.
type mark struct {
	tc         *testCase
	result     *exerciseResult
	file       submittedFile
	kept       float64 // the share of the points that counts; less than 1 for a late submission
	weight     float64
	excused    bool
	adjusted   []adjustment
	score, max float64
	tests      []testMark
}

type testMark struct {
	test       gradedTest
	result     testResult
	score, max float64 // with the weight; score also with the share for a late submission
	repeated   bool    // it fails for a reason for which another test is charged
}

// markAll computes the marks from the results.
func (s *settings) markAll(st *student, cases []*testCase) {
	for _, tc := range cases {
		if s.skip[tc.name] {
			continue
		}
		st.marks = append(st.marks, s.mark(st, tc))
	}
}

func (s *settings) mark(st *student, tc *testCase) mark {
	m := mark{tc: tc, result: st.results[tc.name], file: st.files[tc.name], weight: 1, kept: 1}
	for _, key := range st.keys() {
		m.excused = m.excused || s.excused[personal{key, tc.name}]
		m.adjusted = append(m.adjusted, s.adjust[personal{key, tc.name}]...)
	}
	if w, ok := s.weight[tc.name]; ok {
		m.weight = w
	}
	if m.result == nil {
		m.result = &exerciseResult{Status: missing}
	}
	if m.written() {
		m.kept = s.kept(st, tc.name)
	}
	for _, t := range tc.tests {
		points := float64(t.Points)
		if p, ok := s.points[tc.name+" "+t.Name]; ok {
			points = p
		}
		tm := testMark{test: t, result: m.result.of(t.Name), max: points * m.weight}
		if tm.result.Status == pass {
			tm.score = tm.max * m.kept
		}
		m.tests = append(m.tests, tm)
	}
	m.chargeOnce(1 - s.repeated/100)
	if !m.excused {
		for _, t := range m.tests {
			m.score, m.max = m.score+t.score, m.max+t.max
		}
		for _, a := range m.adjusted {
			m.score += a.points
		}
		m.score = max(0, m.score)
	}
	return m
}

// written reports whether the student has written anything. An unwritten exercise is never late.
func (m *mark) written() bool {
	if m.result.Status != "" {
		return m.result.Status != todo && m.result.Status != missing
	}
	for _, t := range m.result.Tests {
		if t.Status != todo {
			return true
		}
	}
	return false
}

// adjustments lists the points that were changed by hand with the reasons. It writes the text
// between before each of them.
func (m *mark) adjustments(between string) string {
	var b strings.Builder
	for _, a := range m.adjusted {
		sign := "+"
		if a.points < 0 {
			sign = "" // because the number contains it
		}
		fmt.Fprintf(&b, "%s%s%s points: %s", between, sign, number(a.points), oneLine(a.reason))
	}
	return b.String()
}

// foundNothing reports whether the submission could be read but contains no file of an exercise.
// The files may have different names.
func (st *student) foundNothing() bool {
	if st.unread != nil || st.ungraded != nil || st.absent {
		return false
	}
	for _, m := range st.marks {
		if m.result.Status != missing {
			return false
		}
	}
	return len(st.marks) > 0
}

// total sums the marks.
func (st *student) total() (score, max float64) {
	for _, m := range st.marks {
		score, max = score+m.score, max+m.max
	}
	return score, max
}

// remarks returns the remarks about a student for the instructor.
func (st *student) remarks() []string {
	switch {
	case st.absent:
		all := []string{"no submission"}
		for _, m := range st.marks {
			if m.excused || len(m.adjusted) > 0 {
				all = append(all, m.remark())
			}
		}
		return all
	case st.ungraded != nil:
		return append([]string{"could not be graded: run the same command again"}, st.notes...)
	}
	var all, gone []string
	if st.unread != nil {
		all = append(all, "could not be read: "+st.unread.Error())
	}
	for _, m := range st.marks {
		plain := !m.excused && len(m.adjusted) == 0 && m.result.Status == missing
		switch {
		case plain && st.unread != nil:
		case plain && len(m.file.notes) == 0 && m.file.path == "" && !m.ambiguous():
			gone = append(gone, m.tc.name)
		default:
			if r := m.remark(); r != "" {
				all = append(all, r)
			}
		}
		for _, note := range m.file.notes {
			all = append(all, m.tc.name+": "+note)
		}
	}
	if len(gone) > 0 {
		all = append(all, list(gone)+": missing")
	}
	return append(all, st.notes...)
}

// ambiguous reports whether there are files for the exercise but none of them can be graded.
func (m *mark) ambiguous() bool {
	return m.file.err != nil && !errors.As(m.file.err, new(noFile))
}

// stopped counts the tests that did not reach their end, by status, or returns "".
func (m *mark) stopped() string {
	var parts []string
	for _, s := range []status{panics, timeout, memory, flood, unrun} {
		n := 0
		for _, t := range m.result.Tests {
			if t.Status == s {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d × %s", n, s))
		}
	}
	return list(parts)
}

// remark returns the remark about one mark for the instructor, or "".
func (m *mark) remark() string {
	name := m.tc.name
	var parts []string
	switch {
	case m.excused:
		return name + " excused"
	case m.result.Status == missing && m.ambiguous():
		parts = append(parts, fmt.Sprintf("%s: missing, because %v", name, m.file.err))
	case m.result.Status == build, m.result.Status == refused:
		line, _, _ := strings.Cut(m.result.Message, "\n")
		line, _, _ = strings.Cut(line, ";") // the rest lists what is allowed
		parts = append(parts, fmt.Sprintf("%s: %s: %.120s", name, m.result.Status, line))
	case m.result.Status != "" && m.result.Status != todo:
		parts = append(parts, name+": "+string(m.result.Status))
	case m.kept < 1:
		parts = append(parts, fmt.Sprintf("%s late: %s %% of the points count", name, number(100*m.kept)))
	}
	for _, why := range []string{m.stopped(), m.causes()} {
		if why != "" {
			parts = append(parts, name+": "+why)
		}
	}
	if len(m.adjusted) > 0 {
		parts = append(parts, name+" adjusted"+m.adjustments(" "))
	}
	return strings.Join(parts, "; ")
}
