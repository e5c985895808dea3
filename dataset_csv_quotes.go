// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"slices"
	"strings"
)

// longRecord is an example with a quoted field of several lines. If a quote is missing, such a field has
// swallowed other examples.
type longRecord struct {
	line, last int
	fields     []string
}

func (r *longRecord) err() error {
	return fmt.Errorf("lines %d to %d are one example, because a quoted field has line breaks, but each of them "+
		"could be one with %d columns: a quote (\") is missing or too many; if the text is right, write it without "+
		"line breaks", r.line, r.last, len(r.fields))
}

// lines returns the lines of the record, split at separators. Each has as many parts as the record has
// fields, or more: then field q, the first one with line breaks, has the others. It returns nil if a
// line has fewer parts.
func (r *longRecord) lines(sep string) (lines [][]string, q int) {
	q = slices.IndexFunc(r.fields, func(field string) bool { return strings.Contains(field, "\n") })
	for line := range strings.SplitSeq(strings.Join(r.fields, sep), "\n") {
		parts := strings.Split(line, sep)
		if len(parts) < len(r.fields) || q < 0 {
			return nil, q
		}
		lines = append(lines, parts)
	}
	return lines, q
}

// holdsLines reports whether each line of an example could be an example, too, with as many columns
// and with numbers where this one has numbers. A quoted field with line breaks then has more likely
// swallowed the others.
func (t *csvTable) holdsLines(fields []string) bool {
	sep, numbers := string(t.text.sep), false
	lines := strings.Split(strings.Join(fields, sep), "\n")
	for _, line := range lines {
		parts := strings.Split(line, sep)
		if len(parts) != len(fields) {
			return false
		}
		for j, field := range fields {
			if _, isNumber := t.parse(field); isNumber {
				numbers = true
				if t.isWord(strings.TrimSpace(parts[j])) {
					return false
				}
			}
		}
	}
	return numbers && len(lines) > 1
}

// keepLong keeps a record whose lines could be examples. Only the whole table settles whether their
// texts are categories and classes. A few such records are enough.
func (t *csvTable) keepLong(r longRecord) {
	size := 0
	for _, field := range r.fields {
		size += len(field)
	}
	if len(t.long) == 20 || size > 1<<16 {
		return
	}
	if lines, _ := r.lines(string(t.text.sep)); lines == nil {
		return
	}
	r.fields = slices.Clone(r.fields)
	for j, field := range r.fields {
		r.fields[j] = t.keepText(field)
	}
	t.long = append(t.long, r)
}

// checkQuotes returns an error if a quoted field has swallowed examples: each of its lines has numbers,
// categories and classes where the columns have them, and these texts occur elsewhere, too.
func (t *csvTable) checkQuotes() error {
	for i := range t.long {
		r := &t.long[i]
		lines, q := r.lines(string(t.text.sep))
		if len(r.fields) == len(t.columns) && !slices.ContainsFunc(lines, func(parts []string) bool { return !t.couldBe(parts, q) }) {
			return r.err()
		}
	}
	return nil
}

// couldBe reports whether the parts of a line could be an example: column q has all the parts that are
// too many. One category or class is enough to tell, because a text seldom ends with one.
func (t *csvTable) couldBe(parts []string, q int) bool {
	tell := 0
	for j := range t.columns {
		c := &t.columns[j]
		if j == q || c.role == roleDropped {
			continue
		}
		part := parts[j]
		if j > q {
			part = parts[len(parts)-len(t.columns)+j]
		}
		part = strings.TrimSpace(part)
		v, isNumber := t.parse(part)
		switch {
		case t.isMissing(part, v, isNumber):
		case c.role == roleNumber && isNumber:
			tell++
		case c.role == roleNumber || c.many:
			return false
		default:
			if _, known := c.index[part]; !known {
				return false
			}
			tell += 2
		}
	}
	return tell > 1
}
