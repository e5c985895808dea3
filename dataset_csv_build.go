// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// dataset returns what has been read.
func (t *csvTable) dataset() (*Dataset, error) {
	if err := t.decideHeader(); err != nil {
		return nil, err
	}
	if t.ended > 0 && t.ended < t.n {
		return nil, fmt.Errorf("line %d: found %d columns, the last of them empty, want %d as on line %d: %d of %d "+
			"lines end with a separator: a text with a separator in it needs quotes (\"), or the separator is too many",
			t.endedLine, len(t.first)+1, len(t.first), t.firstLine, t.ended, t.n)
	}
	if t.o.Names == nil && !t.header { // the names were fields of an example
		for j := range t.columns {
			t.columns[j].name = ""
		}
	}
	if !t.header {
		if err := t.addFront(); err != nil {
			return nil, err
		}
	}
	for _, check := range []func() error{t.checkQuotes, t.checkSecondHeader, t.checkTask, t.checkText, t.checkComments,
		t.checkThousands, t.checkTotals, t.checkMissing, t.checkIndex} {
		if err := check(); err != nil {
			return nil, err
		}
	}
	return t.build()
}

// addFront makes the first line the first example.
func (t *csvTable) addFront() error {
	t.firstX = make([]float64, t.kept)
	for j, field := range t.first {
		c := &t.columns[j]
		before := *c
		v, err := t.cell(c, field, t.firstLine)
		if err != nil {
			return err
		}
		if c.gaps > before.gaps {
			c.gapLine = t.firstLine
		}
		if c.words > before.words {
			c.examples = append([]string{field}, before.examples...)
			c.exampleLines = append([]int{t.firstLine}, before.exampleLines...)
		}
		if c.numbers > before.numbers {
			c.counts, c.start = before.counts && (before.numbers == 0 || v+1 == before.start), v
		}
		if c.role != roleDropped {
			t.firstX[c.at] = v
		}
		if c.role != roleNumber && isTotal(field) {
			t.addLabel(-1, t.firstLine, j, field)
		}
	}
	return nil
}

// rows yields the kept columns of all examples.
func (t *csvTable) rows(yield func(row []float64) bool) {
	if t.firstX != nil && !yield(t.firstX) {
		return
	}
	for _, block := range t.cells {
		for ; len(block) > 0; block = block[t.kept:] {
			if !yield(block[:t.kept]) {
				return
			}
		}
	}
}

// numbered yields the examples with their index after the first line, which is -1 for that line itself.
func (t *csvTable) numbered(yield func(example int, row []float64) bool) {
	example := 0
	if t.firstX != nil {
		example = -1
	}
	for row := range t.rows {
		if !yield(example, row) {
			return
		}
		example++
	}
}

// checkTask returns an error if the target could be classes or numbers and Task does not say which.
func (t *csvTable) checkTask() error {
	if t.o.Task != 0 {
		return nil
	}
	for _, j := range t.targets {
		c := &t.columns[j]
		if len(t.targets) > 1 {
			return fmt.Errorf("there are %d targets: set Task: Regression to predict numbers, "+
				"or BinaryClassification if each is 0 and 1", len(t.targets))
		}
		if c.numbers > 0 {
			return fmt.Errorf("line %d, %s: the target has numbers (%d different texts): set Task: Classification if they "+
				"name classes, BinaryClassification if they are 0 and 1 for a sigmoid, or Regression to predict the numbers",
				t.firstLine, c, len(c.texts))
		}
	}
	return nil
}

// isComplete reports whether an example has all the values that it must have.
func (t *csvTable) isComplete(row []float64) bool {
	for j := range t.columns {
		c := &t.columns[j]
		if c.role != roleDropped && c.gaps > 0 && math.IsNaN(row[c.at]) && (c.target || t.o.Missing == DropExamples) {
			return false
		}
	}
	return true
}

// build makes X and Y.
func (t *csvTable) build() (*Dataset, error) {
	n := 0
	used := make([][]int, len(t.columns)) // how many complete examples have each text
	for j := range t.columns {
		used[j] = make([]int, len(t.columns[j].texts))
	}
	for row := range t.rows {
		if !t.isComplete(row) {
			continue
		}
		n++
		for j := range t.columns {
			if c := &t.columns[j]; len(c.texts) > 0 && !math.IsNaN(row[c.at]) {
				used[j][int(row[c.at])]++
			}
		}
	}
	if n == 0 {
		return nil, fmt.Errorf("each of the %d examples has a missing value, so DropExamples leaves none: "+
			"name the columns with most of them in Drop, or set KeepMissing", t.examples())
	}
	for j := range t.columns {
		c := &t.columns[j]
		for k, text := range c.texts {
			if used[j][k] > 0 {
				c.used = append(c.used, text)
			}
		}
		sortClasses(c.used)
		if err := t.checkTexts(c, n, used[j]); err != nil {
			return nil, err
		}
	}
	x, err := t.features()
	if err != nil {
		return nil, err
	}
	y, err := t.outputs()
	if err != nil {
		return nil, err
	}
	if need := 8*int64(n)*int64(len(x)+len(y)) + t.memory(); need > t.maxBytes() {
		return nil, fmt.Errorf("%d examples with %d columns of X and %d of Y take %s, and MaxBytes allows %s: "+
			"set MaxBytes higher if the memory is there, or use fewer classes, Categories or columns",
			n, len(x), len(y), byteSize(need), byteSize(t.maxBytes()))
	}
	d := &Dataset{X: NewMatrix(n, len(x)), Y: NewMatrix(n, len(y))}
	i := 0
	for row := range t.rows {
		if t.isComplete(row) {
			fillRow(d.X.Row(i), x, row)
			fillRow(d.Y.Row(i), y, row)
			i++
		}
	}
	d.Features, d.zero = outputNames(x), t.zero
	if len(y) > 0 {
		d.Labels = outputNames(y)
	}
	return d, nil
}

// checkTexts returns an error if the texts of a column cannot be its classes or categories. Each occurs
// as often as times says in the n examples.
func (t *csvTable) checkTexts(c *csvColumn, n int, times []int) error {
	texts := c.used
	if c.role == roleNumber || c.role == roleDropped {
		return nil
	}
	what, advice := "categories", "name the column in Drop, or leave it out of Categories if it holds numbers."
	if c.target {
		what, advice = "classes", "is another column the Target, or is the Task Regression?"
	}
	limit := t.o.MaxClasses
	switch {
	case limit > 0:
	case n >= 30:
		limit = min(maxClasses, n/10)
	default:
		limit = maxClasses
	}
	if c.many || len(texts) > limit {
		number := fmt.Sprint(len(texts))
		if c.many {
			number = fmt.Sprintf("more than %d", t.distinct)
		}
		return fmt.Errorf("%s has %s %s in %d examples, such as %s: %s If so many are right, set MaxClasses: %d",
			c, number, what, n, fewFields(texts[:min(3, len(texts))]), advice, len(texts))
	}
	if c.keep {
		return nil
	}
	written := map[string]string{}
	lineOf := func(text string) int { return c.textLines[c.index[text]] }
	texts = slices.Clone(texts)
	slices.SortFunc(texts, func(a, b string) int { return c.index[a] - c.index[b] }) // as in the file
	if date := t.madeDate(texts); date != "" {
		return fmt.Errorf("line %d, %s: found %.40q beside %s: Excel has made a date of a range such as 10-14 or of "+
			"a number: write it again into a cell with the format Text, or set Keep: Columns(%d)",
			lineOf(date), c, date, fewFields(slices.DeleteFunc(texts, isDate)), c.number)
	}
	for _, text := range texts {
		line := lineOf(text)
		if i := strings.IndexFunc(text, isStray); i >= 0 {
			return fmt.Errorf("line %d, %s: found %.40q with the character %U: correct the file, or set Keep: Columns(%d)",
				line, c, text, []rune(text[i:])[0], c.number)
		}
		forms := t.spellings(text)
		other, twice := written[forms[0]]
		if !twice {
			other, twice = written[forms[1]]
		}
		if !twice { // a single letter, of which one is rare
			other, twice = c.otherCase(text, times)
			twice = twice && n >= 30 && c.index[other] < c.index[text]
		}
		if twice {
			return fmt.Errorf("line %d, %s: found %.40q, and %.40q on line %d, which differ only in spelling%s: correct "+
				"the file, because each would be one of the %s; if they are different, set Keep: Columns(%d)",
				line, c, text, other, lineOf(other), codePoints(text, other), what, c.number)
		}
		written[forms[0]], written[forms[1]] = text, text
	}
	return nil
}

// otherCase returns the same single letter in upper or lower case, if one of the two occurs ten times as
// often as the other. If both are frequent, they can be different.
func (c *csvColumn) otherCase(text string, times []int) (other string, found bool) {
	if utf8.RuneCountInString(text) != 1 {
		return "", false
	}
	if other = strings.ToUpper(text); other == text {
		other = strings.ToLower(text)
	}
	k, found := c.index[other]
	a := times[c.index[text]]
	return other, found && other != text && times[k] > 0 && max(a, times[k]) >= 10*min(a, times[k])
}
