package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// summary returns the page about the class as text: problems, pass rates, mistakes.
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
			"\nHalf of those that could be read have %.0f %% of the points or more; "+
				"the range is %.0f to %.0f %%.\n",
			shares[len(shares)/2], shares[0], shares[len(shares)-1])
	}
	writeTests(&b, cl)
	if mistakes := commonMistakes(cl); len(mistakes) > 0 {
		fmt.Fprintf(&b, "\n## Commonest mistakes\n\n")
		for _, line := range mistakes {
			fmt.Fprintf(&b, "- %s\n", escape(line))
		}
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

// absent returns the names of the roster for which there is no submission.
func (cl *class) absent() []string {
	var names []string
	for _, st := range cl.students {
		if st.absent {
			names = append(names, st.name)
		}
	}
	return names
}

// oddities is what an instructor may want to put right before the marks are published.
func (cl *class) oddities() []string {
	var lines []string
	for _, st := range cl.students {
		if st.foundNothing() {
			lines = append(lines, st.name+": no exercise's file was found, or several of each")
		}
		if st.unread == nil && st.ungraded == nil {
			lines = append(lines, st.oddities()...)
		}
	}
	if absent := cl.absent(); len(absent) > 0 {
		lines = append(lines, fmt.Sprintf("no submission (%d): %s", len(absent), list(absent)))
	}
	for _, name := range cl.unknown {
		lines = append(lines, name+" is in the settings and has no submission")
	}
	for _, name := range cl.strangers {
		lines = append(lines, name+" is neither a folder nor an archive and was passed over")
	}
	return append(lines, cl.notes...)
}

// oddities lists the notes about one student's submission.
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

// testRow is how many students have passed a test. The rate is of those who have tried: an exercise
// that was left as it was handed out tells nothing about its tests.
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
				row.Test += " (not shown)"
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
			worst, hardest = r.percent, r.Exercise+" "+strings.TrimSuffix(r.Test, " (not shown)")
		}
		fmt.Fprintf(b, "| %s | %s | %d | %d | %s |\n", r.Exercise, r.Test, r.Tried, r.Passed, r.Rate)
	}
	if hardest != "" {
		fmt.Fprintf(b, "\nThe hardest test is %s.\n", hardest)
	}
}

// commonMistakes lists the known mistakes, the commonest first. A student who makes one in several
// tests counts once.
func commonMistakes(cl *class) []string {
	count := map[string]int{}
	for _, st := range cl.read() {
		for _, m := range st.marks {
			made := map[string]bool{}
			for _, t := range m.tests {
				if t.result.Mistake != "" {
					made[m.tc.name+": "+oneLine(t.result.Mistake)] = true
				}
			}
			for name := range made {
				count[name]++
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
