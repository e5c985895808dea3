package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// summary is the page about the class: what was hard, which mistakes were made, what needs a look.
func summary(cl *class) []byte {
	var b bytes.Buffer
	var read, unread, ungraded []*student
	for _, st := range cl.students {
		switch {
		case st.ungraded != nil:
			ungraded = append(ungraded, st)
		case st.unread != nil:
			unread = append(unread, st)
		default:
			read = append(read, st)
		}
	}
	fmt.Fprintf(&b, "# Class of %d hand-ins\n", len(cl.students))
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
	summaryOfTests(&b, cl, read)
	summaryOfMistakes(&b, read)
	oddities := cl.oddities()
	if len(unread)+len(ungraded)+len(oddities) > 0 {
		fmt.Fprintf(&b, "\n## To look at\n\n")
	}
	for _, st := range ungraded {
		fmt.Fprintf(&b, "- %s could not be graded; run again: %s\n", escape(st.name),
			escape(st.ungraded.Error()))
	}
	for _, st := range unread {
		fmt.Fprintf(&b, "- %s could not be read: %s\n", escape(st.name), escape(st.unread.Error()))
	}
	for _, line := range oddities {
		fmt.Fprintf(&b, "- %s\n", escape(line))
	}
	return b.Bytes()
}

// oddities is what an instructor may want to put right before the marks are published.
func (cl *class) oddities() []string {
	var lines []string
	for _, st := range cl.students {
		if st.foundNothing() {
			lines = append(lines, st.name+": no exercise's file was found, or several of each")
		}
	}
	for _, name := range cl.unknown {
		lines = append(lines, name+" is in the settings and has no hand-in")
	}
	for _, name := range cl.strangers {
		lines = append(lines, name+" is neither a folder nor a zip file and was passed over")
	}
	return lines
}

// summaryOfTests is the table of pass rates. The rate is of those who have tried: an exercise that
// was left as it was handed out tells nothing about its tests.
func summaryOfTests(b *bytes.Buffer, cl *class, read []*student) {
	fmt.Fprintf(b,
		"\n## Tests\n\n| exercise | test | tried | passed | rate |\n|---|---|--:|--:|--:|\n")
	worst, hardest := 101.0, ""
	for i, tc := range cl.cases {
		for k, t := range tc.tests {
			tried, passed := 0, 0
			for _, st := range read {
				switch s := st.marks[i].tests[k].result.Status; {
				case s == todo || s == missing || st.marks[i].excused:
				case s == pass:
					passed++
					fallthrough
				default:
					tried++
				}
			}
			name := t.Name
			if t.hidden {
				name += " (not shown)"
			}
			rate := 100 * float64(passed) / float64(max(tried, 1))
			if tried > 0 && rate < worst {
				worst, hardest = rate, tc.name+" "+t.Name
			}
			shown := fmt.Sprintf("%.0f %%", rate)
			if tried == 0 {
				shown = ""
			}
			fmt.Fprintf(b, "| %s | %s | %d | %d | %s |\n", tc.name, name, tried, passed, shown)
		}
	}
	if hardest != "" {
		fmt.Fprintf(b, "\nThe hardest test is %s.\n", hardest)
	}
}

// summaryOfMistakes lists the known mistakes, the commonest first. A student who makes one in
// several tests counts once.
func summaryOfMistakes(b *bytes.Buffer, read []*student) {
	count := map[string]int{}
	for _, st := range read {
		for _, m := range st.marks {
			made := map[string]bool{}
			for _, t := range m.tests {
				if t.result.Mistake != "" {
					made[m.tc.name+": "+t.result.Mistake] = true
				}
			}
			for name := range made {
				count[name]++
			}
		}
	}
	if len(count) == 0 {
		return
	}
	all := slices.SortedFunc(maps.Keys(count), func(x, y string) int {
		return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(x, y))
	})
	fmt.Fprintf(b, "\n## Commonest mistakes\n\n")
	for _, name := range all[:min(len(all), 20)] {
		fmt.Fprintf(b, "- %d × %s\n", count[name], escape(name))
	}
}
