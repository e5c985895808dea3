// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
)

// decideHeader finds out whether the first line holds names, where the options leave that open.
// A doubt is an error, because a wrong guess would lose an example or invent one.
//
//	length,species / 5.1,setosa    names: text above numbers, and no number above numbers
//	5.1,setosa / 4.9,setosa        an example: a number above numbers
//	1,?,x / 2,3,y                  an example
//	a,b / x,y                      either
func (t *csvTable) decideHeader() error {
	if t.first == nil {
		return errors.New("want one example or more, found no line")
	}
	if t.o.Header != NoHeader && t.isSizeLine() {
		return fmt.Errorf("line %d holds the sizes of the table, %s examples with %s columns: "+
			"set SkipLines: %d to skip it", t.firstLine, printable(t.first[0]), printable(t.first[1]), t.firstLine)
	}
	names, examples, numbers := 0, 0, 0
	for j, field := range t.first {
		c := &t.columns[j]
		v, isNumber := t.parse(field)
		isName := field != "" && !isNumber && !t.isMissing(field, v, isNumber) && mayBeName(field)
		if isNumber {
			numbers++
		}
		switch {
		case isNumber && c.numbers > 0, isNumber && t.n == 0, field != "" && t.isMissing(field, v, isNumber):
			examples++
		case !isNumber && field != "" && c.repeats > 0:
			examples++
		case isName && c.numbers > 0 && c.words == 0:
			names++
		}
	}
	switch {
	case t.o.Header == NoHeader:
	case t.o.Names == nil && t.namesAColumn():
		t.header = true // the name was found in it
	case t.o.Header == HasHeader:
		t.header = true
		if numbers == len(t.first) && !t.countsAcross() {
			return fmt.Errorf("line %d: found only numbers, want the names of the columns: if the line is an "+
				"example, leave Header out; if the numbers are names, set SkipLines: %d and Names",
				t.firstLine, t.firstLine)
		}
	case t.n == 0 && examples == 0:
		return errOnlyHeader
	case names > 0 && examples == 0:
		t.header = true
	case names > 0, examples == 0, t.countsAcross(), t.mayBeNames(), numbers == 0 && t.allText() && !t.allRepeat(),
		numbers == 0 && t.onlyRepeatsWhole():
		title := ""
		if len(t.first) > 1 && isBlank(t.first[1:]) {
			title = fmt.Sprintf(", or SkipLines: %d if it is a title", t.firstLine)
		}
		if advice := t.inQuotes(t.first[0]); advice != "" && len(t.first) == 1 {
			title += "; " + advice + " if it has several columns"
		}
		return fmt.Errorf("line %d: found %s: names or an example? "+
			"Set Header: HasHeader if it holds the names of the columns, or Header: NoHeader if it is an example%s",
			t.firstLine, fewFields(t.first), title)
	}
	if t.n == 0 && t.header {
		return errOnlyHeader
	}
	if t.header && t.again > 0 {
		return fmt.Errorf("line %d repeats line %d, the names of the columns: delete it, as where several files "+
			"were joined", t.againLine, t.firstLine)
	}
	return nil
}

// mayBeName reports whether a text may be the name of a column of numbers. It is none if it begins
// with a number, as 3 kg or <0.1, or says that there is no value.
func mayBeName(text string) bool {
	begin := strings.TrimLeft(text, "+-.<>~≈$€£ ")
	return strings.ContainsFunc(text, unicode.IsLetter) && !strings.ContainsFunc(begin[:min(1, len(begin))], unicode.IsDigit) &&
		!slices.Contains([]string{"unknown", "missing", "n.d.", "nd", "no data", "not available"}, strings.ToLower(text))
}

var errOnlyHeader = errors.New("want one example or more, found only a line with names")

// isSizeLine reports whether the first line is the number of lines after it and the number of
// columns, with or without the target.
func (t *csvTable) isSizeLine() bool {
	if len(t.first) < 2 || t.n < 2 {
		return false
	}
	n, isNumber := t.parse(t.first[0])
	m, isNumberToo := t.parse(t.first[1])
	return isNumber && isNumberToo && n == float64(t.n) && (int(m) == len(t.first) || int(m) == len(t.first)-1)
}

// countsAcross reports whether the first line holds numbers in even steps, as names do: 0, 1, 2
// from pandas, years, or wavelengths. There may be words beside them that never occur again. Two or
// three numbers must count from 0 on, above fractions or beside the empty name of an index, or be
// years above other numbers.
func (t *csvTable) countsAcross() bool {
	index, fractions, years := t.first[0] == "", 0, true
	var values []float64
	for j, field := range t.first {
		c := &t.columns[j]
		v, isNumber := t.parse(field)
		switch {
		case index && j == 0:
		case isNumber:
			values = append(values, v)
			fractions += c.fractions
			years = years && v >= 1900 && v < 2100 && (c.most < 1900 || c.least >= 2100)
		case c.repeats > 0 || field == "":
			return false
		}
	}
	if len(values) < 2 || values[0] == values[1] {
		return false
	}
	step := values[1] - values[0]
	for j := 2; j < len(values); j++ {
		if math.Abs(values[j]-values[j-1]-step) > 1e-6*math.Abs(step) {
			return false
		}
	}
	return len(values) > 3 || years || step == 1 && values[0] == 0 && (index || fractions > 0)
}

// onlyRepeatsWhole reports whether the words of the first line occur only in lines that equal it,
// as names do where several files were joined.
func (t *csvTable) onlyRepeatsWhole() bool {
	return t.again > 0 && t.again < t.n &&
		!slices.ContainsFunc(t.columns, func(c csvColumn) bool { return c.repeats > t.again })
}

// mayBeNames reports whether the first line could be names although it has numbers above numbers,
// as in 2010,2011,country: a text that never occurs again, above a column of few texts.
func (t *csvTable) mayBeNames() bool {
	for j, field := range t.first {
		c := &t.columns[j]
		if _, isNumber := t.parse(field); isNumber || field == "" || c.role == roleNumber || c.role == roleDropped {
			continue
		}
		if !c.many && c.repeats == 0 && c.words >= 10 && len(c.texts) <= c.words/5 {
			return true
		}
	}
	return false
}

// allText reports whether no column holds numbers.
func (t *csvTable) allText() bool {
	return !slices.ContainsFunc(t.columns, func(c csvColumn) bool { return c.numbers > 0 })
}

// allRepeat reports whether all texts of the first line occur again in their columns.
func (t *csvTable) allRepeat() bool {
	return !slices.ContainsFunc(t.columns, func(c csvColumn) bool { return c.repeats == 0 })
}

// fewFields returns the first six fields for a message.
func fewFields(fields []string) string {
	var few []string
	for _, field := range fields[:min(6, len(fields))] {
		few = append(few, fmt.Sprintf("%.40q", field))
	}
	if len(fields) > len(few) {
		few = append(few, "...")
	}
	return strings.Join(few, ", ")
}
