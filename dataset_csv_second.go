// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// checkSecondHeader returns an error if more lines than the first one hold names: pandas writes several
// levels of names, Excel's users number the columns, and survey programs write the questions below the
// names.
func (t *csvTable) checkSecondHeader() error {
	if !t.header {
		return nil
	}
	if err := t.checkTwice(); err != nil {
		return err
	}
	what := ""
	switch {
	case t.numbersColumns():
		what = "numbers the columns"
	case t.hasQuestions():
		what = "has texts that occur nowhere else in any column, as questions below the names do"
	default:
		return nil
	}
	return fmt.Errorf("line %d %s: delete the line if it is not an example; if it is one, set SkipLines: %d, Header: NoHeader and Names",
		t.secondLine, what, t.firstLine)
}

// checkTwice returns an error if two columns that are not dropped have the same name.
func (t *csvTable) checkTwice() error {
	if t.o.Names != nil {
		return nil
	}
	seen := map[string]*csvColumn{}
	for j := range t.columns {
		c := &t.columns[j]
		if c.role == roleDropped || c.name == "" {
			continue
		}
		if other := seen[c.name]; other != nil {
			return fmt.Errorf("line %d: columns %d and %d are both named %s: give each column its own name, in the file or with "+
				"Names, or Drop one of them; if line %d holds names, too, delete it", t.firstLine, other.number, c.number, printable(c.name), t.secondLine)
		}
		seen[c.name] = c
	}
	return nil
}

// numbersColumns reports whether the first example is 1, 2, 3, ... or 0, 1, 2, ... It may be an example
// unless it is the only one with a number in a column of texts, or one of many columns and in a table
// with fractions.
func (t *csvTable) numbersColumns() bool {
	for row := range t.rows {
		offset, alone, fractions := math.NaN(), false, 0
		for j := range t.columns {
			c := &t.columns[j]
			if c.role == roleDropped {
				continue
			}
			v := row[c.at]
			if c.role != roleNumber && !math.IsNaN(v) {
				text := c.texts[int(v)]
				number, isNumber := t.parse(text)
				if !isNumber {
					return false
				}
				v = number
				alone = alone || c.numbers == 1 && c.words > 1
			}
			fractions += c.fractions
			if math.IsNaN(offset) {
				offset = float64(j) - v
			}
			if v+offset != float64(j) {
				return false
			}
		}
		return (offset == 0 || offset == -1) && t.n > 1 && (alone && t.kept > 2 || t.kept > 5 && fractions > 0)
	}
	return false
}

// hasQuestions reports whether the first example, or the first two, have a text in each column of
// texts that never occurs again, although all other texts do.
func (t *csvTable) hasQuestions() bool {
	const few = 10 // examples, in which a text can be the only one of its kind
	if t.n < few {
		return false
	}
	counts := make([][]int, len(t.columns))
	texts := 0
	for j := range t.columns {
		if c := &t.columns[j]; c.role == roleCategory || c.role == roleClass {
			if c.many {
				return false
			}
			counts[j] = make([]int, len(c.texts))
			texts++
		} else if c.role == roleNumber && c.numbers > 0 {
			return false
		}
	}
	if texts < 2 {
		return false
	}
	var first [2][]float64
	for example, row := range t.numbered { // the first line holds names
		if example < 2 {
			first[example] = row
		}
		for j := range counts {
			if v := row[t.columns[j].at]; counts[j] != nil && !math.IsNaN(v) {
				counts[j][int(v)]++
			}
		}
	}
	allOnce := func(row []float64) bool {
		for j := range counts {
			v := row[t.columns[j].at]
			if counts[j] != nil && (math.IsNaN(v) || counts[j][int(v)] != 1) {
				return false
			}
		}
		return true
	}
	lines := 1
	if allOnce(first[1]) {
		lines = 2
	}
	return allOnce(first[0]) && !slices.ContainsFunc(counts, func(times []int) bool {
		single := 0
		for _, n := range times {
			if n == 1 {
				single++
			}
		}
		return single > lines
	})
}

// isRule reports whether the fields are a line that is drawn below the names: -----, ---+---, |:---|.
func isRule(fields []string) bool {
	return !slices.ContainsFunc(fields, func(field string) bool {
		return field != "" && len(field) < 3 || strings.Trim(field, "-+=|:─┼ ") != "" ||
			field != "" && !strings.ContainsAny(field, "-=─") // +++ is a rating
	})
}

// belowNames gives advice about texts in a column of numbers that only the first lines below the names
// have, or returns "".
func (t *csvTable) belowNames(c *csvColumn) string {
	switch {
	case !t.header || c.exampleLines[0] != t.secondLine || c.words > 2:
		return ""
	case strings.HasPrefix(c.examples[len(c.examples)-1], `{"ImportId"`):
		return fmt.Sprintf("delete line %d and the line after it, because Qualtrics writes the questions there", t.secondLine)
	case c.words == 1 && c.numbers > 0 && mayBeName(c.examples[0]):
		return fmt.Sprintf("correct the file: if line %d is not an example but holds units or second names, delete it; "+
			"if the text means that there is no value, name it in MissingValues", t.secondLine)
	}
	return ""
}
