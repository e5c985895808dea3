// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// csvTable is a table as far as it has been read. The first line is kept apart, because only the
// last line settles whether the first one is an example.
type csvTable struct {
	o        *CSVOptions
	text     *csvText
	columns  []csvColumn
	kept     int // columns that are not dropped
	targets  []int
	missing  map[string]bool // texts that mean a missing value, in lower case
	markers  []float64       // and those that are numbers
	distinct int             // the most texts that a column of classes or categories may have

	first      []string // the fields of the first line
	firstLine  int
	secondLine int
	lastLine   int
	header     bool // the first line holds names
	again      int  // how many lines with words equal it
	againLine  int  // and the first of them
	ended      int  // how many lines have a separator at their end that the first one does not have
	endedLine  int  // and the first of them

	n          int          // examples after the first line
	cells      [][]float64  // kept columns of the examples: numbers, or for classes the index of the text
	size       int          // number of cells
	texts      int          // bytes that the fields take that are kept as text
	complete   int          // examples that have all the values that they must have, if checkWidth counts them
	labels     []csvLabel   // of totals
	manyLabels bool         // there are more than were kept
	firstX     []float64    // kept columns of the first line, if it is an example
	zero       string       // class for which Y is 0, if Positive names the other one
	long       []longRecord // records of several lines
}

// readCSV reads the lines one by one, and then makes the dataset of them.
func readCSV(r io.Reader, o *CSVOptions) (*Dataset, error) {
	text, err := newCSVText(r, o)
	if err != nil {
		return nil, err
	}
	t := &csvTable{o: o, text: text, missing: map[string]bool{}, distinct: max(maxClasses, o.MaxClasses)}
	for _, word := range missingWords {
		t.missing[word] = true
	}
	for _, word := range o.NotMissing {
		delete(t.missing, strings.ToLower(word))
	}
	for _, word := range o.MissingValues {
		t.missing[strings.ToLower(word)] = true
		if v, ok := t.parse(word); ok {
			t.markers = append(t.markers, v)
		}
	}
	for {
		fields, err := text.next()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = t.add(fields)
		}
		if err != nil {
			return nil, err
		}
	}
	if t.first != nil && t.columns == nil { // there is only one line
		if err := t.begin(); err != nil {
			return nil, err
		}
	}
	return t.dataset()
}

// maxClasses bounds the width of a one-hot column unless MaxClasses is larger.
const maxClasses = 1000

// add adds a line.
func (t *csvTable) add(fields []string) error {
	line := t.text.lineOf(0)
	if n := len(fields); t.text.trailing && n > 1 && fields[n-1] == "" && (t.first == nil || n == len(t.first)+1) {
		fields = fields[:n-1]
	}
	if last := t.text.after - 1; last > line {
		r := longRecord{line, last, fields}
		if t.holdsLines(fields) {
			return r.err()
		}
		t.keepLong(r)
	}
	if t.first == nil {
		return t.keepFirst(line, fields)
	}
	m := len(t.first)
	if n := len(fields); n == m+1 && fields[n-1] == "" {
		fields = fields[:n-1] // a separator at the end
		if t.ended++; t.ended == 1 {
			t.endedLine = line
		}
	}
	if t.columns == nil && len(fields) == m-1 && t.first[m-1] == "" {
		t.first = t.first[:m-1] // a separator at the end of the first line only
	}
	if len(fields) != len(t.first) {
		return t.wrongCount(line, fields)
	}
	if t.n == 0 && isRule(fields) {
		return fmt.Errorf("line %d: found %s: delete the line, because it is only drawn below the names", line, fewFields(fields))
	}
	if t.columns == nil {
		if err := t.begin(); err != nil {
			return err
		}
	}
	if t.size += t.kept; t.memory() > t.maxBytes() {
		return fmt.Errorf("line %d: the numbers and texts of the first %d examples take more than the %s of MaxBytes: "+
			"set MaxBytes higher if the memory is there, or Drop columns", line, t.n, byteSize(t.maxBytes()))
	}
	if slices.Equal(fields, t.first) && slices.ContainsFunc(fields, t.isWord) {
		if t.again++; t.again == 1 {
			t.againLine = line
		}
	}
	if t.lastLine = line; t.n == 0 {
		t.secondLine = line
	}
	row := t.row()
	for j, field := range fields {
		c := &t.columns[j]
		texts := len(c.texts)
		v, err := t.cell(c, field, t.text.lineOf(j))
		if err != nil {
			return err
		}
		if field == t.first[j] {
			c.repeats++
		}
		if (c.role == roleDropped || len(c.texts) > texts || c.totals) && isTotal(field) { // a new category or class
			c.totals = true
			t.addLabel(t.n, t.text.lineOf(j), j, field)
		}
		if c.role != roleDropped {
			row[c.at] = v
		}
	}
	t.n++
	return t.checkWidth(row, line)
}

// keepFirst keeps the first line. Its columns are looked at when the second one has the same
// number: if not, the message about that explains more.
func (t *csvTable) keepFirst(line int, fields []string) error {
	t.firstLine = line
	t.first = make([]string, len(fields))
	for j, field := range fields {
		if !utf8.ValidString(field) {
			return t.notUTF8(fmt.Sprintf("line %d, column %d", t.text.lineOf(j), j+1), field)
		}
		t.first[j] = strings.Clone(field)
	}
	return nil
}

// begin finds the columns that the options name.
func (t *csvTable) begin() error {
	names, n := t.o.Names, len(t.first)
	if names != nil && len(names) != n {
		return fmt.Errorf("line %d: found %d columns, and Names has %d names: give a name for each column%s",
			t.firstLine, n, len(names), t.sepAdvice(n))
	}
	if names == nil && t.o.Header != NoHeader {
		names = t.first
	}
	t.columns = make([]csvColumn, n)
	for j := range t.columns {
		t.columns[j] = csvColumn{number: j + 1, counts: true}
		if names != nil {
			t.columns[j].name = names[j]
		}
	}
	if err := t.findColumns(); err != nil {
		return err
	}
	for j := range t.columns {
		c := &t.columns[j]
		if c.role == roleDropped {
			continue
		}
		c.at = t.kept
		t.kept++
		if c.role != roleNumber {
			c.index = map[string]int{}
			t.texts += columnBytes
		}
	}
	if t.kept == len(t.targets) {
		return fmt.Errorf("line %d: found %d columns, and none is left for a feature%s",
			t.firstLine, n, t.sepAdvice(n))
	}
	return nil
}

// wrongCount says that a line does not have as many columns as the first one.
func (t *csvTable) wrongCount(line int, fields []string) error {
	m, n := len(t.first), len(fields)
	advice := "a separator is missing or too many, or a text with a separator in it needs quotes (\")"
	switch {
	case isRule(fields):
		advice = "delete the line, because it is only drawn between the others"
	case t.n == 0:
		advice = fmt.Sprintf("if line %d (%s) is a title or holds the sizes of the table, set SkipLines: %[1]d",
			t.firstLine, fewFields(t.first))
		if n == m+1 && m > 1 {
			advice += fmt.Sprintf("; if the lines begin with row names that it does not name, as R writes them, "+
				"set SkipLines: %d and Names", t.firstLine)
		}
	case strings.IndexAny(fields[0], "#%") == 0:
		advice = fmt.Sprintf("if the line is a comment, set Comment: '%c'", fields[0][0])
	case n == 1:
		advice = "if the line is a note, delete it"
	case t.text.sep == ' ':
		advice = "a missing value needs a sign such as ? or NA, and a text with spaces needs quotes (\")"
	}
	return fmt.Errorf("line %d: found %d columns, want %d as on line %d (separated by %q): %s",
		line, n, m, t.firstLine, t.text.sep, advice)
}
