// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
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
	after int           // the line after the record read last
}

// newCSVText recognises the format by the beginning of r.
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
	for ; bytes.HasPrefix(head, []byte("\ufeff")); head = head[len("\ufeff"):] {
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
	if end := bytes.LastIndexByte(head, '\n'); err == nil && end >= 0 {
		head = head[:end+1] // without the beginning of another line
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

// skipLine skips a line of any length. It returns [io.EOF] if there is none.
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
		if t.in.over {
			return nil, t.tooLong(fields, err)
		}
		if err != nil {
			return nil, t.explain(err)
		}
		if last := len(fields) - 1; last >= 0 {
			t.after = t.lineOf(last) + strings.Count(fields[last], "\n") + 1
		}
		for j, field := range fields {
			fields[j] = strings.TrimSpace(field)
		}
		if !isBlank(fields) {
			return fields, nil
		}
	}
}

// read returns the fields of the next record, none for an empty line. Only next calls it.
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

// tooLong says where a record begins that has more than its share of the text. For [csv.Reader], which
// returned fields and err, the text ended there, perhaps within quotes.
func (t *csvText) tooLong(fields []string, err error) error {
	var parse *csv.ParseError
	switch {
	case errors.Is(err, csv.ErrQuote) && errors.As(err, &parse):
		return fmt.Errorf("line %d: an example of more than %d bytes or %d columns begins with a quoted field here: "+
			"is its closing quote (\") missing, or is the file not a table?", parse.StartLine+t.skipped, maxRecord, maxColumns)
	case err != nil && err != io.EOF && t.csv != nil:
		return t.explain(err)
	}
	line := max(t.after, t.skipped+1)
	if t.csv == nil || len(fields) > 0 {
		line = t.lineOf(0)
	}
	return fmt.Errorf("line %d or one soon after it: an example of more than %d bytes or %d columns: "+
		"is a quote (\") not closed, or is the file not a table?", line, maxRecord, maxColumns)
}

// lineOf returns the line of field j, which must be one of the record read last.
func (t *csvText) lineOf(j int) int {
	if t.csv == nil {
		return t.skipped + t.line
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

// recordLimit passes on as many bytes and separators as are left for the record. Then the text ends.
type recordLimit struct {
	in            io.Reader
	sep           []byte
	left, columns int
	over          bool // nothing is left, and more was wanted
}

func (l *recordLimit) Read(p []byte) (int, error) {
	if l.left == 0 || l.columns < 0 {
		l.over = true
		return 0, io.EOF
	}
	n, err := l.in.Read(p[:min(len(p), l.left)])
	l.left -= n
	l.columns -= bytes.Count(p[:n], l.sep)
	return n, err
}
