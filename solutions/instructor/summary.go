package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// summary returns a text about the class: problems, pass rates and common mistakes.
func summary(cl *class) []byte {
	var b bytes.Buffer
	read := cl.read()
	fmt.Fprintf(&b, "# Class of %d students\n\n%s\n", len(cl.students), escape(cl.audit.String()))
	if lines := cl.look(); len(lines) > 0 {
		fmt.Fprintf(&b, "\n## Needs a look\n\n")
		for _, line := range lines {
			fmt.Fprintf(&b, "- %s\n", escape(line))
		}
	}
	if len(read) > 0 {
		var shares []float64
		for _, st := range read {
			score, of := st.total()
			shares = append(shares, 100*score/max(of, 1))
		}
		slices.Sort(shares)
		fmt.Fprintf(&b,
			"\nAt least half of the graded submissions have %.0f %% of the points or more; "+
				"the range is %.0f to %.0f %%.\n",
			shares[len(shares)/2], shares[0], shares[len(shares)-1])
	}
	writeTests(&b, cl)
	if mistakes := commonMistakes(cl); len(mistakes) > 0 {
		fmt.Fprintf(&b, "\n## Most common mistakes\n\n")
		for _, line := range mistakes {
			fmt.Fprintf(&b, "- %s\n", escape(line))
		}
	}
	for i, g := range cl.groups {
		if i == 0 {
			fmt.Fprintf(&b, "\n## Wrong answers without a name\n")
		}
		fmt.Fprintf(&b, "\n%d × %s: %s. Tests that fail: %s. Shortest: %s. Draft: %s\n",
			len(g.students), g.tc.name, escape(g.names()), g.failing(cl), escape(g.shortest.name), g.file())
		fence(&b, "", string(g.draft))
	}
	return b.Bytes()
}

// read returns the students whose submission could be read and graded.
func (cl *class) read() []*student {
	var all []*student
	for _, st := range cl.students {
		if st.ungraded == nil && st.unread == nil && !st.absent {
			all = append(all, st)
		}
	}
	return all
}

// absent returns the names in the roster without a submission.
func (cl *class) absent() []string {
	var names []string
	for _, st := range cl.students {
		if st.absent {
			names = append(names, st.name)
		}
	}
	return names
}

// oddities returns the problems that an instructor should resolve before publishing the marks.
func (cl *class) oddities() []string {
	var lines []string
	for _, st := range cl.students {
		if st.unread != nil {
			lines = append(lines, fmt.Sprintf("%s could not be read: %v", st.name, st.unread))
		}
	}
	for _, st := range cl.students {
		if st.foundNothing() {
			lines = append(lines, st.name+": no file of an exercise was found; is the folder empty, or do its files have other names?")
		}
		for _, m := range st.marks {
			if m.excused && len(m.adjusted) > 0 {
				lines = append(lines, fmt.Sprintf("%s, %s: excused, so these lines of the settings have no effect:%s",
					st.name, m.tc.name, m.adjustments(" ")))
			}
		}
		if st.unread == nil && st.ungraded == nil {
			lines = append(lines, st.oddities()...)
		}
	}
	if absent := cl.absent(); len(absent) > 0 {
		lines = append(lines, fmt.Sprintf("no submission (%d): %s", len(absent), list(absent)))
	}
	for _, name := range cl.unknown {
		lines = append(lines, name+" is in the settings but has no submission; check the name")
	}
	return append(lines, cl.notes...)
}

// oddities returns the notes about one student's submission.
func (st *student) oddities() []string {
	var lines []string
	for _, m := range st.marks {
		if m.ambiguous() {
			lines = append(lines, fmt.Sprintf("%s, %s: %v", st.name, m.tc.name, m.file.err))
		}
		for _, note := range m.file.notes {
			lines = append(lines, fmt.Sprintf("%s, %s: %s", st.name, m.tc.name, note))
		}
	}
	for _, note := range st.notes {
		lines = append(lines, st.name+": "+note)
	}
	return lines
}

// testRow is the number of students who passed a test. The rate is their share of the students who
// tried the exercise, because an unchanged stub contains no information about its tests.
type testRow struct {
	Exercise, Test, Rate string
	Tried, Passed        int
	percent              float64
}

func testRates(cl *class) []testRow {
	var rows []testRow
	for i, tc := range cl.cases {
		for k, t := range tc.tests {
			row := testRow{Exercise: tc.name, Test: t.Name}
			for _, st := range cl.read() {
				switch s := st.marks[i].tests[k].result.Status; {
				case s == todo || s == missing || st.marks[i].excused:
				case s == pass:
					row.Passed++
					fallthrough
				default:
					row.Tried++
				}
			}
			if t.hidden {
				row.Test += " (hidden)"
			}
			if row.Tried > 0 {
				row.percent = 100 * float64(row.Passed) / float64(row.Tried)
				row.Rate = fmt.Sprintf("%.0f %%", row.percent)
			}
			rows = append(rows, row)
		}
	}
	return rows
}

func writeTests(b *bytes.Buffer, cl *class) {
	fmt.Fprintf(b,
		"\n## Tests\n\n| exercise | test | tried | passed | rate |\n|---|---|--:|--:|--:|\n")
	worst, hardest := 101.0, ""
	for _, r := range testRates(cl) {
		if r.Tried > 0 && r.percent < worst {
			worst, hardest = r.percent, r.Exercise+" "+strings.TrimSuffix(r.Test, " (hidden)")
		}
		fmt.Fprintf(b, "| %s | %s | %d | %d | %s |\n", r.Exercise, r.Test, r.Tried, r.Passed, r.Rate)
	}
	if hardest != "" {
		fmt.Fprintf(b, "\nThe hardest test is %s.\n", hardest)
	}
}

// commonMistakes lists the known mistakes, the most common first. A student counts once per
// mistake, even if several tests detect it. If mistakes explain all failures, other names in single
// failures do not count.
func commonMistakes(cl *class) []string {
	count := map[string]int{}
	for _, st := range cl.read() {
		for _, m := range st.marks {
			made := map[string]bool{}
			for _, name := range m.result.Causes {
				made[name] = true
			}
			for _, t := range m.tests {
				if len(m.result.Causes) == 0 && t.result.Mistake != "" {
					made[t.result.Mistake] = true
				}
			}
			for name := range made {
				count[m.tc.name+": "+oneLine(name)]++
			}
		}
	}
	all := slices.SortedFunc(maps.Keys(count), func(x, y string) int {
		return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(x, y))
	})
	all = all[:min(len(all), 20)]
	for i, name := range all {
		all[i] = fmt.Sprintf("%d × %s", count[name], name)
	}
	return all
}
