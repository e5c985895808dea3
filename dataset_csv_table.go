package nn

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// csvTable is a table as far as it has been read. What the first line is can be known only at the
// end, so it is kept apart.
type csvTable struct {
	o        *CSVOptions
	text     *csvText
	columns  []csvColumn
	kept     int // columns that are not dropped
	targets  []int
	missing  map[string]bool // texts that mean a missing value, in lower case
	markers  []float64       // and those that are numbers
	distinct int             // the most texts that a column of classes or categories may have

	first     []string // the fields of the first line
	firstLine int
	header    bool // the first line holds names

	n      int         // examples after the first line
	cells  [][]float64 // kept columns of the examples: numbers, or for classes the index of the text
	size   int         // number of cells
	firstX []float64   // kept columns of the first line, if it is an example
}

const (
	roleNumber   = iota // a feature, or a target of a regression
	roleCategory        // a feature whose texts are counted
	roleClass           // a target whose texts are counted
	roleDropped
)

// csvColumn is what is known about a column. The counts leave the first line out.
type csvColumn struct {
	number int    // from 1
	name   string // may be empty
	role   int
	target bool
	keep   bool
	at     int // index among the kept columns

	texts []string       // classes or categories
	index map[string]int // of each text
	many  bool           // more of them than may be

	numbers, words, gaps int
	repeats              int     // fields that equal the one on the first line
	fractions            int     // numbers that are not integers
	last                 float64 // the number read last
	counts               bool    // every number is the last one plus 1
	start                float64 // the number after the first line
	examples             []string
	exampleLines         []int
	gapTexts             []string
	gapLine              int
}

// missingWords mean a missing value.
var missingWords = []string{
	"", "?", "-", ".", "na", "n/a", "#n/a", "#na", "<na>", "nan", "-nan", "null", "none",
}

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
	if t.first == nil {
		return t.keepFirst(line, fields)
	}
	m := len(t.first)
	if n := len(fields); n == m+1 && fields[n-1] == "" {
		fields = fields[:n-1] // a separator at the end
	}
	if t.columns == nil && len(fields) == m-1 && t.first[m-1] == "" {
		t.first = t.first[:m-1] // a separator at the end of the first line only
	}
	if len(fields) != len(t.first) {
		return t.wrongCount(line, fields)
	}
	if t.columns == nil {
		if err := t.begin(); err != nil {
			return err
		}
	}
	if t.size += t.kept; int64(t.size)*8 > t.maxBytes() {
		return fmt.Errorf("line %d: the numbers of the first %d examples take more than the %s of MaxBytes: "+
			"set MaxBytes higher if the memory is there, or Drop columns", line, t.n, byteSize(t.maxBytes()))
	}
	row := t.row()
	for j, field := range fields {
		c := &t.columns[j]
		v, err := t.cell(c, field, t.text.lineOf(j))
		if err != nil {
			return err
		}
		if field == t.first[j] {
			c.repeats++
		}
		if c.role != roleDropped {
			row[c.at] = v
		}
	}
	t.n++
	return nil
}

// row returns memory for another example. It comes in blocks, which never move: a slice that grows
// would need three times its memory.
func (t *csvTable) row() []float64 {
	const block = 1 << 15
	last := len(t.cells) - 1
	if last < 0 || cap(t.cells[last])-len(t.cells[last]) < t.kept {
		size := max(t.kept, min(block, 4*t.size))
		t.cells = append(t.cells, make([]float64, 0, size))
		last++
	}
	n := len(t.cells[last])
	t.cells[last] = t.cells[last][:n+t.kept]
	return t.cells[last][n : n+t.kept]
}

func (t *csvTable) maxBytes() int64 {
	if t.o.MaxBytes == 0 {
		return 1 << 30
	}
	return t.o.MaxBytes
}

func byteSize(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d bytes", n)
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
	line, fields := t.firstLine, t.first
	names := t.o.Names
	if names == nil && t.o.Header != NoHeader {
		names = t.first
	}
	if t.o.Names != nil && len(names) != len(fields) {
		return fmt.Errorf("line %d: found %d columns, and Names has %d names: give a name for each column%s",
			line, len(fields), len(names), t.sepAdvice(len(fields)))
	}
	t.columns = make([]csvColumn, len(fields))
	for j := range t.columns {
		t.columns[j] = csvColumn{number: j + 1, counts: true}
		if names != nil {
			t.columns[j].name = names[j]
		}
	}
	if err := t.findColumns(); err != nil {
		return err
	}
	features := 0
	for j := range t.columns {
		c := &t.columns[j]
		if c.role == roleDropped {
			continue
		}
		c.at = t.kept
		t.kept++
		if !c.target {
			features++
		}
		if c.role != roleNumber {
			c.index = map[string]int{}
		}
	}
	if features == 0 {
		return fmt.Errorf("line %d: found %d columns, and none is left for a feature%s",
			line, len(fields), t.sepAdvice(len(fields)))
	}
	return nil
}

// namesAColumn reports whether the options use the name of a column.
func (t *csvTable) namesAColumn() bool {
	for _, columns := range [][]Column{t.o.Target, t.o.Categories, t.o.Drop, t.o.Keep} {
		for _, c := range columns {
			if c.Number == 0 {
				return true
			}
		}
	}
	return false
}

// findColumns gives the columns their roles.
func (t *csvTable) findColumns() error {
	used := map[int]string{}
	for _, use := range []struct {
		field   string
		columns []Column
	}{{"Target", t.o.Target}, {"Categories", t.o.Categories}, {"Drop", t.o.Drop}, {"Keep", t.o.Keep}} {
		for _, which := range use.columns {
			j, err := t.find(use.field, which)
			if err != nil {
				return err
			}
			c := &t.columns[j]
			if use.field == "Keep" {
				if c.target || c.role == roleDropped {
					return fmt.Errorf("line %d: %s is in %s and in Keep: name it in one of them%s",
						t.firstLine, c, used[j], t.sepAdvice(len(t.columns)))
				}
				c.keep = true
				continue
			}
			if used[j] != "" {
				return fmt.Errorf("line %d: %s is in %s and in %s: name it once%s",
					t.firstLine, c, used[j], use.field, t.sepAdvice(len(t.columns)))
			}
			used[j] = use.field
			switch use.field {
			case "Target":
				c.target = true
				if c.role = roleClass; t.o.Task == Regression {
					c.role = roleNumber
				}
				t.targets = append(t.targets, j)
			case "Categories":
				c.role = roleCategory
			case "Drop":
				c.role = roleDropped
			}
		}
	}
	return nil
}

// find returns the index of a column.
func (t *csvTable) find(field string, which Column) (int, error) {
	n := len(t.columns)
	if which.Number != 0 {
		j := which.Number - 1
		if which.Number < 0 {
			j = n + which.Number
		}
		if j < 0 || j >= n {
			return 0, fmt.Errorf("line %d: %s names column %d, and there are %d columns%s",
				t.firstLine, field, which.Number, n, t.sepAdvice(n))
		}
		return j, nil
	}
	if t.o.Header == NoHeader && t.o.Names == nil {
		return 0, fmt.Errorf("%s names the column %s, and there are no names (Header is NoHeader): "+
			"set Names, or give the column's number", field, printable(which.Name))
	}
	found, similar := -1, ""
	for j := range t.columns {
		switch name := t.columns[j].name; {
		case name == which.Name && found >= 0:
			return 0, fmt.Errorf("line %d: columns %d and %d are both named %s: give the number, %s: Columns(%d)",
				t.firstLine, found+1, j+1, printable(name), field, j+1)
		case name == which.Name:
			found = j
		case strings.EqualFold(name, which.Name):
			similar = fmt.Sprintf(": is %s meant?", printable(name))
		}
	}
	if found < 0 {
		return 0, fmt.Errorf("line %d: %s names the column %s, and the names are %s%s%s",
			t.firstLine, field, printable(which.Name), t.list(), similar, t.sepAdvice(n))
	}
	return found, nil
}

// list returns the names of the first columns.
func (t *csvTable) list() string {
	var names []string
	for _, c := range t.columns[:min(20, len(t.columns))] {
		names = append(names, printable(c.name))
	}
	if len(t.columns) > len(names) {
		names = append(names, "...")
	}
	return strings.Join(names, ", ")
}

// String names the column in a message.
func (c *csvColumn) String() string {
	if c.name == "" {
		return fmt.Sprintf("column %d", c.number)
	}
	return fmt.Sprintf("column %d (%s)", c.number, printable(c.name))
}

// sepAdvice asks about the separator where there is only one column.
func (t *csvTable) sepAdvice(columns int) string {
	if columns > 1 {
		return ""
	}
	return fmt.Sprintf(": columns are separated by %q, is that right? If not, set Sep", t.text.sep)
}

// wrongCount says that a line does not have as many columns as the first one.
func (t *csvTable) wrongCount(line int, fields []string) error {
	m, n := len(t.first), len(fields)
	advice := "a separator is missing or too many, or a text with a separator in it needs quotes (\")"
	switch {
	case t.n == 0:
		advice = fmt.Sprintf("if line %d (%s) is a title or holds the sizes of the table, set SkipLines: %[1]d",
			t.firstLine, fewFields(t.first))
		if n == m+1 && m > 1 {
			advice += fmt.Sprintf("; if the lines begin with row names that it does not name, as R writes them, "+
				"set SkipLines: %d and Names", t.firstLine)
		}
	case strings.IndexAny(fields[0], "#%") == 0:
		advice = fmt.Sprintf("if the line is a comment, set Comment: '%c'", fields[0][0])
	case t.text.sep == ' ':
		advice = "a missing value needs a sign such as ? or NA, and a text with spaces needs quotes (\")"
	}
	return fmt.Errorf("line %d: found %d columns, want %d as on line %d (separated by %q): %s",
		line, n, m, t.firstLine, t.text.sep, advice)
}

// cell returns the value of a field, and counts what it is. A missing value is NaN.
func (t *csvTable) cell(c *csvColumn, field string, line int) (float64, error) {
	v, isNumber := t.parse(field)
	switch {
	case t.isMissing(field, v, isNumber):
		c.gaps++
		if c.gaps == 1 {
			c.gapLine = line
		}
		if len(c.gapTexts) < 3 && !slices.Contains(c.gapTexts, field) {
			c.gapTexts = append(c.gapTexts, strings.Clone(field))
		}
		return math.NaN(), nil
	case isNumber:
		if c.numbers == 0 {
			c.start = v
		} else if v != c.last+1 {
			c.counts = false
		}
		c.last = v
		c.numbers++
		if v != math.Trunc(v) {
			c.fractions++
		}
	default:
		if !utf8.ValidString(field) && c.role != roleDropped {
			return 0, t.notUTF8(fmt.Sprintf("line %d, %s", line, c), field)
		}
		c.words++
		if len(c.examples) < 3 && !slices.Contains(c.examples, field) {
			c.examples = append(c.examples, strings.Clone(field))
			c.exampleLines = append(c.exampleLines, line)
		}
	}
	if c.role == roleNumber || c.role == roleDropped {
		return v, nil
	}
	k, known := c.index[field]
	if !known {
		if len(c.texts) > t.distinct {
			c.many = true
			return 0, nil
		}
		k = len(c.texts)
		field = strings.Clone(field)
		c.texts = append(c.texts, field)
		c.index[field] = k
	}
	return float64(k), nil
}

// isMissing reports whether a field has no value.
func (t *csvTable) isMissing(field string, v float64, isNumber bool) bool {
	if isNumber {
		return slices.Contains(t.markers, v)
	}
	return len(field) < 8 && t.missing[field] || t.missing[strings.ToLower(field)]
}

func (t *csvTable) notUTF8(where, field string) error {
	i := 0
	for i < len(field) {
		r, size := utf8.DecodeRuneInString(field[i:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		i += size
	}
	return fmt.Errorf("%s: found %s, whose byte %#02x is not UTF-8: the text is probably Latin-1 (Windows-1252): "+
		"save it as UTF-8 (in Excel: CSV UTF-8), or convert it with iconv -f WINDOWS-1252 -t UTF-8",
		where, printable(field), field[i])
}

// parse returns the finite number that the text stands for.
func (t *csvTable) parse(text string) (v float64, ok bool) {
	if t.o.Decimal == ',' {
		if strings.Contains(text, ".") {
			return 0, false
		}
		text = strings.Replace(text, ",", ".", 1)
	}
	return parseFinite(text)
}

// parseFinite returns the finite number that the text stands for. [strconv.ParseFloat] alone would
// take nan, inf and hexadecimal numbers, too.
func parseFinite(text string) (v float64, ok bool) {
	if !isDecimal(text) {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}

// isDecimal reports whether the text is a decimal number: -12, .5, 1e-3.
func isDecimal(text string) bool {
	mantissa, exponent, scaled := text, "", false
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		mantissa, exponent, scaled = text[:i], text[i+1:], true
	}
	whole, fraction, _ := strings.Cut(withoutSign(mantissa), ".")
	return onlyDigits(whole) && onlyDigits(fraction) && whole+fraction != "" &&
		(!scaled || exponent != "" && withoutSign(exponent) != "" && onlyDigits(withoutSign(exponent)))
}

// withoutSign returns the text without its sign.
func withoutSign(text string) string {
	if text != "" && (text[0] == '-' || text[0] == '+') {
		return text[1:]
	}
	return text
}

// onlyDigits reports whether the text consists of digits. An empty one does.
func onlyDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

var errNoLine = errors.New("want one example or more, found no line")
