// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

const (
	lastLines = 12   // the lines at the end of a table that may hold totals
	maxLabels = 1000 // the labels of totals that a table may have
)

// csvLabel is a text such as Total in a column that is not of numbers.
type csvLabel struct {
	example int // index after the first line
	line    int
	column  int // index
	text    string
}

// addLabel notes a text that says that its line holds totals.
func (t *csvTable) addLabel(example, line, column int, text string) {
	if len(t.labels) == maxLabels {
		t.manyLabels = true
		t.labels = slices.DeleteFunc(t.labels, func(l csvLabel) bool { return l.example > 0 && l.example <= example-lastLines })
	}
	if len(t.labels) < maxLabels {
		t.labels = append(t.labels, csvLabel{example, line, column, strings.Clone(text)})
	}
}

// checkTotals returns an error if one of the last lines holds the sums, the means or another statistic
// of the lines above it, as in a spreadsheet, or if the first one holds those of the lines below it, or
// if there are sums of groups. A label such as Total must say so. Only the last line needs none, if it
// has the sum in each of several columns.
func (t *csvTable) checkTotals() error {
	all, below, group := t.newTally(), t.newTally(), t.newTally()
	first := 0
	if t.firstX != nil {
		first = -1
	}
	var firstRow []float64
	var found foundTotals
	groups, members, fit := 0, 0, !t.manyLabels
	slices.SortStableFunc(t.labels, func(a, b csvLabel) int { return a.example - b.example })
	labels := t.labels // of this line and those below it
	end := t.n         // from here on, all lines have labels
	for i := len(labels) - 1; i >= 0 && labels[i].example >= end-1; i-- {
		end = labels[i].example
	}
	for example, row := range t.numbered {
		for len(labels) > 0 && labels[0].example < example {
			labels = labels[1:]
		}
		hasLabel := len(labels) > 0 && labels[0].example == example
		if hasLabel && t.isComplete(row) {
			l := &labels[0]
			switch {
			case all.rows < 2 || example < end && (example < t.n-5 || isWeak(l.text)) || example < t.n-lastLines:
			case statistics[totalWord(l.text)] != "" && t.isStatistic(l, row), isUnmistakable(l.text):
				found.add(l, "a statistic", "above")
			case statistics[totalWord(l.text)] == "" && t.isTotalOf(all, row, l, false):
				found.add(l, "the sums or means", "above")
			}
			if group.rows > 0 { // not so for a grand total below the last group
				fit = fit && t.compare(group, row, false, true).all()
				groups, members = groups+1, max(members, group.rows)
				group = t.newTally()
			}
		} else if t.labels != nil {
			group.add(t, row)
		}
		if !hasLabel && example == t.n-1 && all.rows >= 3 && t.isComplete(row) {
			if m := t.compare(all, row, false, false); m.numbers > 1 && m.sums == m.numbers {
				return fmt.Errorf("line %d holds the sums of the lines above it in each column of numbers: delete the "+
					"line, because it is not an example", t.lastLine)
			}
		}
		all.add(t, row)
		if example == first {
			firstRow = row
		} else if t.labels != nil {
			below.add(t, row)
		}
	}
	for i := range t.labels {
		switch l := &t.labels[i]; {
		case l.example == first && statistics[totalWord(l.text)] == "" && below.rows > 1 && t.isComplete(firstRow) && t.isTotalOf(below, firstRow, l, true):
			found.add(l, "the sums or means", "below")
		case fit && groups > 1 && members > 1 && l.example != first:
			found.add(l, "the sums or means", "above")
		}
	}
	return found.err(t)
}

// foundTotals are the labels of lines that are not examples.
type foundTotals struct {
	labels      []csvLabel
	what, where string // of the first one
}

func (f *foundTotals) add(l *csvLabel, what, where string) {
	if f.labels == nil {
		f.what, f.where = what, where
	}
	if !slices.Contains(f.labels, *l) {
		f.labels = append(f.labels, *l)
	}
}

func (f *foundTotals) err(t *csvTable) error {
	slices.SortFunc(f.labels, func(a, b csvLabel) int { return a.line - b.line })
	var lines []string
	for _, l := range f.labels {
		if len(lines) == 5 {
			lines = append(lines, "...")
			break
		}
		lines = append(lines, fmt.Sprintf("line %d, %s: found %.40q", l.line, &t.columns[l.column], l.text))
	}
	switch len(lines) {
	case 0:
		return nil
	case 1:
		return fmt.Errorf("%s, and the line holds %s of the lines %s it: delete the line, because it is not an example",
			lines[0], f.what, f.where)
	}
	return fmt.Errorf("%s, and these lines hold %s of the lines %s them: delete them, because they are not examples",
		strings.Join(lines, "; "), f.what, f.where)
}

// csvTally counts the numbers of several lines, for each kept column.
type csvTally struct {
	rows               int
	sums, most, counts []float64
	decimals           []int // the most decimal places of a number, if the table has labels
}

func (t *csvTable) newTally() *csvTally {
	n := t.kept
	return &csvTally{sums: make([]float64, n), most: make([]float64, n), counts: make([]float64, n), decimals: make([]int, n)}
}

func (s *csvTally) add(t *csvTable, row []float64) {
	s.rows++
	for j := range t.columns {
		c := &t.columns[j]
		if c.role != roleNumber || math.IsNaN(row[c.at]) {
			continue
		}
		v := row[c.at]
		s.sums[c.at] += v
		s.most[c.at] = max(s.most[c.at], math.Abs(v))
		s.counts[c.at]++
		if len(t.labels) > 0 {
			s.decimals[c.at] = max(s.decimals[c.at], decimals(v))
		}
	}
}

// csvMatch says what the numbers of a line have to do with those of the lines in a tally.
type csvMatch struct {
	numbers, sums, exact, means int // exact counts the sums that need no tolerance for rounded cells
}

// all reports whether all numbers are sums or all are means.
func (m csvMatch) all() bool { return m.numbers > 0 && (m.sums == m.numbers || m.means == m.numbers) }

// compare counts the numbers of a row, and how many of them are the sums and the means of the lines in
// the tally. With a label, half the sum is a sum, too, because there can be sums of groups above it.
// In a group, a sum can be the only number.
func (t *csvTable) compare(s *csvTally, row []float64, label, group bool) (m csvMatch) {
	for j := range t.columns {
		c := &t.columns[j]
		if c.role != roleNumber || math.IsNaN(row[c.at]) || s.most[c.at] == 0 {
			continue
		}
		m.numbers++
		v, sum, d := row[c.at], s.sums[c.at], 0
		slackSum, slackMean := 0.0, 0.0
		if label || group { // the cells above are rounded, too, as 0.33 + 0.33 + 0.33 = 1.00
			d = s.decimals[c.at]
			slackSum = 0.5 * (s.counts[c.at] + 1) * math.Pow10(-d)
			if d > 0 {
				slackMean = math.Pow10(-d)
			}
		}
		larger := math.Abs(v) > s.most[c.at] || group && s.counts[c.at] == 1
		isSum := func(slack float64) bool {
			return larger && (isNear(v, sum, slack) || label && isNear(v, sum/2, slack))
		}
		switch {
		case isSum(0):
			m.exact++
			m.sums++
		case isSum(slackSum):
			m.sums++
		case isNear(v, sum/s.counts[c.at], slackMean):
			m.means++
		}
	}
	return m
}

// isTotalOf reports whether a line with a label has the sum of one column. All columns must have sums
// if these are only near, or if the label can be a name. They can be means if no other words are beside
// the label.
func (t *csvTable) isTotalOf(s *csvTally, row []float64, l *csvLabel, first bool) bool {
	word := totalWord(l.text)
	m := t.compare(s, row, true, false)
	return m.exact > 0 && !weakWords[word] && !first || m.all() && (m.sums > 0 || isTotalWord(word))
}

// isStatistic reports whether all numbers of a line are the statistic of the lines above it that the
// label names. Max is a first name, too: one integer is then not enough.
func (t *csvTable) isStatistic(l *csvLabel, row []float64) bool {
	kind := statistics[totalWord(l.text)]
	numbers, fractions := 0, 0
	for j := range t.columns {
		c := &t.columns[j]
		if kind == "" || c.role != roleNumber || math.IsNaN(row[c.at]) {
			continue
		}
		var above []float64
		d := 0
		for example, other := range t.numbered {
			if example == l.example {
				break
			}
			if v := other[c.at]; !math.IsNaN(v) {
				above = append(above, v)
				d = max(d, decimals(v))
			}
		}
		slack := 0.0
		if d > 0 && kind == "sd" { // the cells above are rounded, too
			slack = 0.5 * math.Pow10(-d)
		}
		v := row[c.at]
		if !slices.ContainsFunc(statistic(kind, above), func(exact float64) bool { return isNear(v, exact, slack) }) {
			return false
		}
		numbers++
		if v != math.Trunc(v) {
			fractions++
		}
	}
	return numbers > 1 || fractions > 0
}
