package nn

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxRecord bounds the text of one example in bytes, and maxColumns the number of columns.
const (
	maxRecord  = 4 << 20
	maxColumns = 100_000
)

// csvText splits the text of a table into records of fields.
type csvText struct {
	sep, comment rune
	trailing     bool // each line ends with a separator
	skipped      int  // lines in front of the first record

	in    *recordLimit
	csv   *csv.Reader   // nil if spaces separate the columns
	lines *bufio.Reader // if spaces separate the columns
	line  int           // of the record, with lines
	n     int           // fields in the record read last
}

// newCSVText recognises what can be recognised at the beginning of r.
func newCSVText(r io.Reader, o *CSVOptions) (*csvText, error) {
	file, err := unpack(r)
	if err != nil {
		return nil, err
	}
	head, err := file.Peek(headSize)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if err := mustBeText(head, o.SkipLines); err != nil {
		return nil, err
	}
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		file.Discard(len("\ufeff"))
	}
	in := bufio.NewReaderSize(&lineEnds{in: file}, headSize)
	t := &csvText{sep: o.Sep, comment: o.Comment}
	for ; t.skipped < o.SkipLines; t.skipped++ {
		if err := skipLine(in); err != nil {
			if err == io.EOF {
				err = fmt.Errorf("SkipLines is %d, found only %d lines", o.SkipLines, t.skipped)
			}
			return nil, err
		}
	}
	head, err = in.Peek(headSize)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if sep, size := sepLine(head); size > 0 {
		if t.sep == 0 {
			t.sep = sep
		}
		in.Discard(size)
		t.skipped++
		head = head[size:]
	}
	if o.Comment == 0 && o.Header == 0 && bytes.HasPrefix(head, []byte("#")) {
		return nil, fmt.Errorf("line %d begins with #: skip such lines with Comment: '#', "+
			"or set Header: HasHeader if the line holds the names of the columns", t.skipped+1)
	}
	whole := err == io.EOF // head is the whole text
	if !whole {
		head = head[:bytes.LastIndexByte(head, '\n')+1]
	}
	if err := t.sniff(head, o); err != nil {
		return nil, err
	}
	t.in = &recordLimit{in: in, sep: []byte(string(t.sep))}
	if t.sep == ' ' {
		t.lines = bufio.NewReader(t.in)
		return t, nil
	}
	t.csv = newCSVReader(t.in, t.sep, t.comment)
	return t, nil
}

func newCSVReader(in io.Reader, sep, comment rune) *csv.Reader {
	c := csv.NewReader(in)
	c.Comma, c.Comment = sep, comment
	c.FieldsPerRecord = -1 // counted in csvTable, for a message with both numbers
	c.ReuseRecord = true
	c.TrimLeadingSpace = !unicode.IsSpace(sep) // before a quote
	return c
}

// mustBeText returns an error that names what the file is if it is not UTF-8 text of a table.
func mustBeText(head []byte, skipLines int) error {
	utf16 := bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
	if n := min(len(head), 64) &^ 1; !utf16 && n >= 4 {
		zeros := [2]int{}
		for i, b := range head[:n] {
			if b == 0 {
				zeros[i%2]++
			}
		}
		utf16 = min(zeros[0], zeros[1]) == 0 && max(zeros[0], zeros[1]) > n/4
	}
	if utf16 {
		return errors.New("line 1: the text is UTF-16: save it as UTF-8 " +
			"(in Excel: CSV UTF-8), or convert it with iconv -f UTF-16 -t UTF-8")
	}
	if name, remedy := knownAs(head); name != "" && skipLines == 0 {
		return fmt.Errorf("line 1: the file is %s, want the text of a table: %s", name, remedy)
	}
	if i := bytes.IndexByte(head, 0); i >= 0 {
		what := "not text"
		if bytes.HasPrefix(head, []byte{0, 0}) {
			what = "not text; if it is an IDX file, use ReadIDX"
		}
		return fmt.Errorf("line %d: byte %d of the file is 0, so the file is %s",
			1+bytes.Count(head[:i], []byte("\n")), i, what)
	}
	return nil
}

// sepLine returns the separator and the size of an Excel line such as sep=; at the beginning.
func sepLine(head []byte) (sep rune, size int) {
	end := bytes.IndexByte(head, '\n')
	if end < 0 {
		return 0, 0
	}
	line := bytes.Trim(bytes.TrimRight(head[:end], " "), `"`)
	if len(line) < 4 || !bytes.EqualFold(line[:4], []byte("sep=")) {
		return 0, 0
	}
	if sep, size := utf8.DecodeRune(line[4:]); size > 0 && size == len(line)-4 &&
		slices.Contains(separators, sep) {
		return sep, end + 1
	}
	return 0, 0
}

func skipLine(in *bufio.Reader) error {
	for {
		line, err := in.ReadSlice('\n')
		if err == nil || err == io.EOF && len(line) > 0 {
			return nil
		}
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

// separators are those that are recognised. Spaces come last, because they are in texts, too.
var separators = []rune{',', ';', '\t', '|', ' '}

// sniff finds the separator with which all lines of head have the same number of columns, two or
// more, and whether each line ends with one.
func (t *csvText) sniff(head []byte, o *CSVOptions) error {
	best := []rune{}
	for _, sep := range separators {
		if t.sep != 0 && sep != t.sep || sep == o.Decimal {
			continue
		}
		records := splitText(head, sep, t.comment)
		if len(records) == 0 {
			continue
		}
		even, numbers, ends := true, false, true
		for _, fields := range records {
			even = even && len(fields) == len(records[0]) && len(fields) > 1
			ends = ends && len(fields) > 1 && fields[len(fields)-1] == ""
			for _, field := range fields {
				numbers = numbers || isDecimal(strings.Replace(field, ",", ".", 1))
				if sep == ' ' && strings.ContainsAny(field[:min(1, len(field))]+field[max(0, len(field)-1):], ",;|") {
					even = false // a comma beside the space is the separator
				}
			}
		}
		if t.sep != 0 {
			t.trailing = ends
			return nil
		}
		switch {
		case !even:
			continue
		case sep == ' ' && len(best) > 0 && !hasSpacedNumbers(splitText(head, best[0], t.comment)):
			continue
		case !numbers && len(best) > 0:
			continue
		case numbers && len(best) == 1 && !hasNumbers(splitText(head, best[0], t.comment)):
			best = best[:0]
		}
		if best = append(best, sep); len(best) == 1 {
			t.trailing = ends
		}
	}
	switch {
	case t.sep != 0:
		return nil
	case len(best) > 1:
		advice := ""
		if best[0] == ',' {
			advice = ", and Decimal: ',' if the numbers are written as 3,14"
		}
		return fmt.Errorf("line %d: columns could be separated by %q or by %q: set Sep to one of them%s",
			t.skipped+1, best[0], best[1], advice)
	case len(best) == 1:
		t.sep = best[0]
		return nil
	}
	// No separator divides all lines evenly. With the most frequent one, the message about the first
	// line that differs is the most useful.
	most := 0
	for _, sep := range separators[:4] {
		if n := bytes.Count(head, []byte(string(sep))); n > most && sep != o.Decimal {
			t.sep, most = sep, n
		}
	}
	if t.sep == 0 {
		t.sep = ','
		if records := splitText(head, ' ', t.comment); o.Decimal == ',' || hasSpacedNumbers(records) ||
			len(records) > 1 && len(records[1]) > 1 && hasNumbers(records[1:2]) {
			t.sep = ' '
		}
	}
	return nil
}

// hasNumbers reports whether a field is a number, with a decimal point or a decimal comma.
func hasNumbers(records [][]string) bool {
	return slices.ContainsFunc(records, func(fields []string) bool {
		return slices.ContainsFunc(fields, func(field string) bool {
			return isDecimal(strings.Replace(field, ",", ".", 1))
		})
	})
}

// hasSpacedNumbers reports whether a field holds two numbers or more, separated by spaces.
func hasSpacedNumbers(records [][]string) bool {
	for _, fields := range records {
		for _, field := range fields {
			numbers := 0
			for _, word := range strings.Fields(field) {
				if isDecimal(strings.Replace(word, ",", ".", 1)) {
					numbers++
				}
			}
			if numbers > 1 {
				return true
			}
		}
	}
	return false
}

// splitText returns the records of the text, at most 100 of them, up to the first that is not well
// formed.
func splitText(text []byte, sep, comment rune) (records [][]string) {
	if sep == ' ' {
		for line := range bytes.Lines(text) {
			fields, err := splitSpaces(string(line), comment)
			if err != nil || len(records) == 100 {
				break
			}
			if len(fields) > 0 {
				records = append(records, fields)
			}
		}
		return records
	}
	in := newCSVReader(bytes.NewReader(text), sep, comment)
	in.ReuseRecord = false
	for len(records) < 100 {
		fields, err := in.Read()
		if err != nil {
			break
		}
		for j, field := range fields {
			fields[j] = strings.TrimSpace(field)
		}
		if !isBlank(fields) {
			records = append(records, fields)
		}
	}
	return records
}

// isBlank reports whether a line is empty or has only spaces.
func isBlank(fields []string) bool { return len(fields) == 1 && fields[0] == "" }

// splitSpaces splits a line at one or more spaces. A quoted field may contain spaces.
func splitSpaces(line string, comment rune) (fields []string, err error) {
	if comment != 0 && strings.HasPrefix(line, string(comment)) {
		return nil, nil
	}
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		end := strings.IndexFunc(line, unicode.IsSpace)
		if end < 0 {
			end = len(line)
		}
		if line[0] != '"' {
			fields = append(fields, line[:end])
			line = line[end:]
			continue
		}
		end = strings.IndexByte(line[1:], '"')
		if end < 0 {
			return nil, csv.ErrQuote
		}
		fields = append(fields, strings.TrimSpace(line[1:1+end]))
		line = line[end+2:]
	}
	return fields, nil
}

// next returns the fields of the next record, valid until the next call, or [io.EOF].
func (t *csvText) next() ([]string, error) {
	for {
		t.in.left, t.in.columns = maxRecord, maxColumns
		fields, err := t.read()
		if err != nil {
			return nil, t.explain(err)
		}
		t.n = len(fields)
		for j, field := range fields {
			fields[j] = strings.TrimSpace(field)
		}
		if !isBlank(fields) && len(fields) > 0 {
			return fields, nil
		}
	}
}

func (t *csvText) read() ([]string, error) {
	if t.csv != nil {
		return t.csv.Read()
	}
	line, err := t.lines.ReadString('\n')
	if line == "" || err != nil && err != io.EOF {
		return nil, err
	}
	t.line++
	return splitSpaces(line, t.comment)
}

// explain says in which line the text is not a table.
func (t *csvText) explain(err error) error {
	var parse *csv.ParseError
	switch {
	case errors.Is(err, errLongRecord):
		return fmt.Errorf("line %d or one soon after it: an example of more than %d bytes or %d columns: "+
			"is a quote (\") not closed, or is the file not a table?", t.lineOf(0), maxRecord, maxColumns)
	case errors.As(err, &parse) && errors.Is(err, csv.ErrBareQuote):
		return fmt.Errorf("line %d: a quote (\") inside a field that does not begin with one: "+
			"write the field as \"...\" and the quote as \"\": %w", parse.Line+t.skipped, parse.Err)
	case errors.As(err, &parse):
		return fmt.Errorf("line %d: a quoted field that begins here does not end properly: "+
			"after its closing quote (\") a separator or the end of the line must follow: %w",
			parse.StartLine+t.skipped, parse.Err)
	case err == csv.ErrQuote:
		return fmt.Errorf("line %d: a quoted field has no closing quote (\"): %w", t.lineOf(0), err)
	}
	return err
}

// lineOf returns the line of field j of the record read last.
func (t *csvText) lineOf(j int) int {
	switch {
	case t.csv == nil:
		return t.skipped + t.line
	case j >= t.n: // nothing read yet
		return t.skipped + 1
	}
	line, _ := t.csv.FieldPos(j)
	return t.skipped + line
}

// lineEnds passes text on with all line ends, CRLF or CR, written as LF.
type lineEnds struct {
	in io.Reader
	cr bool // the last byte was CR
}

func (l *lineEnds) Read(p []byte) (int, error) {
	for {
		n, err := l.in.Read(p)
		k := 0
		for _, b := range p[:n] {
			after := l.cr
			l.cr = b == '\r'
			switch {
			case b == '\n' && after:
				continue
			case b == '\r':
				b = '\n'
			}
			p[k] = b
			k++
		}
		if k > 0 || err != nil || len(p) == 0 {
			return k, err
		}
	}
}

var errLongRecord = errors.New("record too long")

// recordLimit passes on as many bytes and separators as are left for the record.
type recordLimit struct {
	in            io.Reader
	sep           []byte
	left, columns int
}

func (l *recordLimit) Read(p []byte) (int, error) {
	if l.left == 0 || l.columns < 0 {
		return 0, errLongRecord
	}
	n, err := l.in.Read(p[:min(len(p), l.left)])
	l.left -= n
	l.columns -= bytes.Count(p[:n], l.sep)
	return n, err
}
