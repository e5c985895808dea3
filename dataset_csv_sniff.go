// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

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

// separators are those that are recognised. Spaces come last, because they are in texts, too.
var separators = []rune{',', ';', '\t', '|', ' '}

// sniff finds the separator with which all lines of head have the same number of columns, two or
// more, and whether each line ends with one.
func (t *csvText) sniff(head []byte, o *CSVOptions) error {
	if t.sep != 0 {
		t.trailing = endWithSep(splitText(head, t.sep, t.comment))
		return nil
	}
	var best []rune
	var first [][]string // the records that best[0] makes
	for _, sep := range separators {
		records := splitText(head, sep, t.comment)
		if sep == o.Decimal || !isEven(records, sep) {
			continue
		}
		switch numbers := hasNumbers(records); {
		case len(best) == 0:
		case !numbers, sep == ' ' && !hasSpacedNumbers(first):
			continue
		case len(best) == 1 && !hasNumbers(first):
			best = nil
		}
		if best = append(best, sep); len(best) == 1 {
			first, t.trailing = records, endWithSep(records)
		}
	}
	switch {
	case o.Decimal == ',' && hasCommaInQuotes(splitText(head, ',', t.comment)):
		t.sep = ','
		return nil
	case len(best) == 0:
		t.sep = t.likelySep(head, o.Decimal)
		return nil
	case len(best) == 1:
		t.sep = best[0]
		return nil
	}
	advice := ""
	if best[0] == ',' {
		advice = ", and Decimal: ',' if the numbers are written as 3,14"
	}
	return fmt.Errorf("line %d: columns could be separated by %q or by %q: set Sep to one of them%s",
		t.skipped+1, best[0], best[1], advice)
}

// likelySep returns the separator of a text that none divides evenly. With the most frequent one,
// the message about the first line that differs is the most useful.
func (t *csvText) likelySep(head []byte, decimal rune) (sep rune) {
	most := 0
	for _, s := range separators[:4] {
		if n := bytes.Count(head, []byte(string(s))); n > most && s != decimal {
			sep, most = s, n
		}
	}
	if sep != 0 {
		return sep
	}
	if records := splitText(head, ' ', t.comment); decimal == ',' || hasSpacedNumbers(records) ||
		len(records) > 1 && len(records[1]) > 1 && hasNumbers(records[1:2]) {
		return ' '
	}
	return ','
}

// isEven reports whether all records have the same number of fields, two or more.
func isEven(records [][]string, sep rune) bool {
	for _, fields := range records {
		if len(fields) != len(records[0]) || len(fields) < 2 {
			return false
		}
		for _, field := range fields {
			if sep == ' ' && strings.ContainsAny(field[:min(1, len(field))]+field[max(0, len(field)-1):], ",;|") {
				return false // a comma beside the space is the separator
			}
		}
	}
	return len(records) > 0
}

// endWithSep reports whether each record has an empty field at its end, after a separator.
func endWithSep(records [][]string) bool {
	return len(records) > 0 && !slices.ContainsFunc(records, func(fields []string) bool {
		return len(fields) < 2 || fields[len(fields)-1] != ""
	})
}

// hasNumbers reports whether a field is a number, with a decimal point or a decimal comma.
func hasNumbers(records [][]string) bool {
	return slices.ContainsFunc(records, func(fields []string) bool {
		return slices.ContainsFunc(fields, func(field string) bool {
			return isDecimal(withPoint(field))
		})
	})
}

// hasCommaInQuotes reports whether the records, split at commas, have the same number of columns, two
// or more, and a number with a comma. It was quoted, as in "1,5","2,5": the commas outside separate.
func hasCommaInQuotes(records [][]string) bool {
	quoted := false
	for _, fields := range records {
		if len(fields) != len(records[0]) || len(fields) < 2 {
			return false
		}
		for _, field := range fields {
			quoted = quoted || strings.Contains(field, ",") && isDecimal(strings.Replace(field, ",", ".", 1))
		}
	}
	return quoted
}

// hasSpacedNumbers reports whether a field holds two numbers or more, separated by spaces.
func hasSpacedNumbers(records [][]string) bool {
	for _, fields := range records {
		for _, field := range fields {
			numbers := 0
			for _, word := range strings.Fields(field) {
				if isDecimal(withPoint(word)) {
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

// isBlank reports whether a line has no text, as the empty rows that Excel writes below a table.
func isBlank(fields []string) bool {
	return !slices.ContainsFunc(fields, func(field string) bool { return field != "" })
}
