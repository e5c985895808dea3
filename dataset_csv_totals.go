// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
	"strconv"
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
	if len(t.labels) < maxLabels {
		t.labels = append(t.labels, csvLabel{example, line, column, strings.Clone(text)})
		return
	}
	t.manyLabels = true
	t.labels = slices.DeleteFunc(t.labels, func(l csvLabel) bool { return l.example > 0 && l.example <= example-lastLines })
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
	example := first
	for row := range t.rows {
		for len(labels) > 0 && labels[0].example < example {
			labels = labels[1:]
		}
		hasLabel := len(labels) > 0 && labels[0].example == example
		if hasLabel && t.isComplete(row) {
			l := &labels[0]
			switch {
			case example < t.n-lastLines || all.rows < 2:
			case statistics[totalWord(l.text)] != "" && t.isStatistic(l, row), isUnmistakable(l.text):
				found.add(l, "a statistic", "above")
			case statistics[totalWord(l.text)] == "" && t.isTotalOf(all, row, l):
				found.add(l, "the sums or means", "above")
			}
			if group.rows > 0 { // not so for a grand total below the last group
				sums, means, numbers := t.compare(group, row, false, true)
				fit = fit && numbers > 0 && (sums == numbers || means == numbers)
				groups, members = groups+1, max(members, group.rows)
				group = t.newTally()
			}
		} else if t.labels != nil {
			group.add(t, row)
		}
		if !hasLabel && example == t.n-1 && all.rows >= 3 && t.isComplete(row) {
			if sums, _, numbers := t.compare(all, row, false, false); numbers > 1 && sums == numbers {
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
		example++
	}
	for i := range t.labels {
		switch l := &t.labels[i]; {
		case l.example == first && statistics[totalWord(l.text)] == "" && below.rows > 1 && t.isComplete(firstRow) && t.isTotalOf(below, firstRow, l):
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

// compare counts the numbers of a row, and how many of them are the sums and the means of the lines in
// the tally. With a label, half the sum is a sum, too, because there can be sums of groups above it.
// In a group, a sum can be the only number.
func (t *csvTable) compare(s *csvTally, row []float64, label, group bool) (sums, means, numbers int) {
	for j := range t.columns {
		c := &t.columns[j]
		if c.role != roleNumber || math.IsNaN(row[c.at]) || s.most[c.at] == 0 {
			continue
		}
		numbers++
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
		switch {
		case larger && isNear(v, sum, slackSum), label && larger && isNear(v, sum/2, slackSum):
			sums++
		case isNear(v, sum/s.counts[c.at], slackMean):
			means++
		}
	}
	return sums, means, numbers
}

// isTotalOf reports whether a line with a label has the sum of one column or, if no other words are
// beside the label, the means of all.
func (t *csvTable) isTotalOf(s *csvTally, row []float64, l *csvLabel) bool {
	sums, means, numbers := t.compare(s, row, true, false)
	return sums > 0 || numbers > 0 && means == numbers && isTotalWord(totalWord(l.text))
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
		example, d := 0, 0
		if t.firstX != nil {
			example = -1
		}
		for other := range t.rows {
			if example == l.example {
				break
			}
			if v := other[c.at]; !math.IsNaN(v) {
				above = append(above, v)
				d = max(d, decimals(v))
			}
			example++
		}
		slack := 0.0
		if d > 0 {
			slack = math.Pow10(-d)
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
	return numbers > 1 || fractions > 0 || numbers > 0 && kind == "sd"
}

// statistic returns a statistic of the numbers, in all forms in which programs compute it.
func statistic(kind string, numbers []float64) []float64 {
	n := float64(len(numbers))
	if n == 0 {
		return nil
	}
	numbers = slices.Sorted(slices.Values(numbers))
	quantile := func(p float64) []float64 {
		at := p * (n - 1)
		low, high := numbers[int(math.Floor(at))], numbers[int(math.Ceil(at))]
		return []float64{low + (high-low)*(at-math.Floor(at))}
	}
	switch kind {
	case "sd":
		sum, squares := 0.0, 0.0
		for _, v := range numbers {
			sum += v
		}
		for _, v := range numbers {
			squares += (v - sum/n) * (v - sum/n)
		}
		return []float64{math.Sqrt(squares / n), math.Sqrt(squares / max(1, n-1))}
	case "min":
		return numbers[:1]
	case "max":
		return numbers[len(numbers)-1:]
	case "25%":
		return quantile(0.25)
	case "median":
		return quantile(0.5)
	case "75%":
		return quantile(0.75)
	}
	return []float64{n}
}

// isNear reports whether v is the exact number, rounded to the decimal places that v has if it has any,
// or differs from it by the slack, as long as this is little.
func isNear(v, exact, slack float64) bool {
	off := math.Abs(v - exact)
	strict := 1e-9 * math.Abs(v)
	if d := decimals(v); d > 0 {
		strict += 0.5 * math.Pow10(-d)
	}
	return off <= strict || slack <= 0.05*math.Abs(exact) && off <= slack*(1+1e-9)
}

// decimals returns the number of decimal places of v.
func decimals(v float64) int {
	if v == math.Trunc(v) {
		return 0
	}
	_, places, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	return len(places)
}
