package main

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"nn/solutions/internal/bounded"
)

// table is a CSV file. A change of one cell keeps all other bytes of the file.
type table struct {
	begin string     // the byte order mark, or ""
	comma byte       // comma, semicolon or tab
	rows  [][]string // the cells as written in the file, with quotation marks
	ends  []string   // the line end of each row
}

// readTable reads a file whose first row contains the names of the columns.
func readTable(name string) (*table, error) {
	data, err := bounded.ReadFile(name, maxArchive)
	if err != nil {
		return nil, err
	}
	if utf16Order(data) != nil {
		return nil, fmt.Errorf("%s is in UTF-16: save it as CSV in UTF-8", name)
	}
	if before, _, zero := bytes.Cut(data, []byte{0}); zero {
		return nil, fmt.Errorf("%s, line %d: found a zero byte, which text does not contain: is it a workbook? "+
			"Save it as CSV in UTF-8", name, 1+bytes.Count(before, []byte("\n")))
	}
	t := &table{}
	if rest, ok := bytes.CutPrefix(data, []byte("\ufeff")); ok {
		t.begin, data = "\ufeff", rest
	}
	text := string(data)
	first, _, _ := strings.Cut(text, "\n")
	t.comma = ','
	for _, c := range []byte{';', '\t'} {
		if strings.Count(first, string(c)) > strings.Count(first, string(t.comma)) {
			t.comma = c
		}
	}
	var row []string
	for len(text) > 0 {
		n, closed := cellLength(text, t.comma)
		if !closed {
			return nil, fmt.Errorf("%s, row %d: the closing quotation mark is missing", name,
				len(t.rows)+1)
		}
		row, text = append(row, text[:n]), text[n:]
		switch {
		case strings.HasPrefix(text, string(t.comma)):
			if text = text[1:]; text == "" {
				row = append(row, "")
			} else {
				continue
			}
		case strings.HasPrefix(text, "\r\n"):
			t.ends, text = append(t.ends, "\r\n"), text[2:]
		case text != "":
			t.ends, text = append(t.ends, text[:1]), text[1:]
		}
		t.rows, row = append(t.rows, row), nil
		if err := t.checkRow(len(t.rows) - 1); err != nil {
			return nil, fmt.Errorf("%s, row %d: %w", name, len(t.rows), err)
		}
	}
	if len(t.rows) == 0 {
		return nil, fmt.Errorf("%s is empty, want a row with the names of the columns", name)
	}
	return t, nil
}

// checkRow returns an error if the cells of a row are in the wrong columns, because a comma in a cell has
// split it.
func (t *table) checkRow(row int) error {
	for i, c := range t.rows[row] {
		if rest := strings.TrimLeft(c, " \t"); rest != c && strings.HasPrefix(rest, `"`) && strings.Count(rest, `"`)%2 > 0 {
			return fmt.Errorf("found a space before the quotation mark in cell %d; remove it, because quotation marks "+
				"count only at the beginning of a cell", i+1)
		}
	}
	return nil
}

// checkLengths returns an error if a row has more cells than the first row.
func (t *table) checkLengths() error {
	for row := range t.rows {
		for i := len(t.rows[0]); i < len(t.rows[row]); i++ {
			if t.text(row, i) != "" {
				return fmt.Errorf("row %d: found %d cells, but the first row has %d; put a cell that contains %q in quotation "+
					"marks", row+1, len(t.rows[row]), len(t.rows[0]), t.comma)
			}
		}
	}
	return nil
}

// cellLength returns the length of the first cell of text, and whether its quotation marks are
// closed.
func cellLength(text string, comma byte) (n int, closed bool) {
	quoted := text[0] == '"'
	for n = range len(text) {
		switch c := text[n]; {
		case n == 0 && quoted:
		case quoted && c == '"' && n > 0:
			quoted = false
		case !quoted && c == '"' && text[0] == '"': // the second of two quotation marks
			quoted = true
		case !quoted && (c == comma || c == '\n' || c == '\r'):
			return n, true
		}
	}
	return len(text), !quoted
}

// text returns the content of a cell, or "" if the row has no such cell.
func (t *table) text(row, column int) string {
	if column < 0 || column >= len(t.rows[row]) {
		return ""
	}
	raw := t.rows[row][column]
	if !utf8.ValidString(raw) {
		raw = string(decodeLatin1([]byte(raw)))
	}
	if len(raw) >= 2 && raw[0] == '"' && raw[len(raw)-1] == '"' {
		raw = strings.ReplaceAll(raw[1:len(raw)-1], `""`, `"`)
	}
	return strings.TrimSpace(raw)
}

// set replaces the content of a cell and adds quotation marks if necessary.
func (t *table) set(row, column int, value string) {
	if strings.Contains(value, string(t.comma)) {
		value = `"` + value + `"`
	}
	t.rows[row][column] = value
}

// bytes returns the contents of the file.
func (t *table) bytes() []byte {
	b := bytes.NewBufferString(t.begin)
	for i, row := range t.rows {
		b.WriteString(strings.Join(row, string(t.comma)))
		if i < len(t.ends) {
			b.WriteString(t.ends[i])
		}
	}
	return b.Bytes()
}

// column returns the index of the first column with one of the names, or -1 if there is none. It
// ignores case and punctuation.
func (t *table) column(names ...string) int {
	for _, want := range names {
		for i := range t.rows[0] {
			if lettersOf(t.text(0, i)) == lettersOf(want) {
				return i
			}
		}
	}
	return -1
}
